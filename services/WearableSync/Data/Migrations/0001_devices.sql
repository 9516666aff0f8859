CREATE TABLE devices (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    provider text NOT NULL,
    name text NOT NULL,
    connected_at timestamptz NOT NULL);
CREATE INDEX devices_by_user ON devices (user_id, connected_at);
ALTER TABLE devices ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON devices USING (user_id = current_person());
