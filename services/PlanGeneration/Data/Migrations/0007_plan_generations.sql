-- A generation that waits for a language model holds no transaction meanwhile: this row keeps others of the athlete out. One
-- whose process died lapses.
CREATE TABLE plan_generations (
    user_id uuid PRIMARY KEY,
    claim_id uuid NOT NULL,
    lapses_at timestamptz NOT NULL
);

ALTER TABLE plan_generations ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON plan_generations USING (user_id = current_person());
