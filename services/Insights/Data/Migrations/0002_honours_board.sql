-- The board of a week stands as it was made: one row says that it was, however many are on it.
CREATE TABLE honours_boards (
    week_start date PRIMARY KEY CHECK (extract(isodow FROM week_start) = 1),
    made_at timestamptz NOT NULL);

CREATE TABLE honours (
    week_start date NOT NULL REFERENCES honours_boards ON DELETE CASCADE,
    user_id uuid NOT NULL,
    rank int NOT NULL CHECK (rank BETWEEN 1 AND 100),       -- who logged the same shares a rank
    logged int NOT NULL CHECK (logged > 0),
    PRIMARY KEY (week_start, user_id));
CREATE INDEX honours_by_rank ON honours (week_start, rank, user_id);

ALTER TABLE honours ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON honours USING (user_id = current_person());
