-- A person's notes, and a tally that background work keeps.
CREATE TABLE notes (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    text text NOT NULL
);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON notes USING (user_id = current_person());

CREATE TABLE tally (
    name text PRIMARY KEY,
    count int NOT NULL
);
