-- What everyone may read, nobody but an operator changes or removes: not even by a query that forgets to ask whose it is.
CREATE POLICY own_changes ON templates AS RESTRICTIVE FOR UPDATE USING (owner_id = current_person());
CREATE POLICY own_removals ON templates AS RESTRICTIVE FOR DELETE USING (owner_id = current_person());
CREATE INDEX templates_of_owner ON templates (owner_id, id);
