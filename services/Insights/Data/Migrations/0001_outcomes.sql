-- One row per exercise that was asked for, logged or missed. `version` orders what can be known of it: -1 asked for,
-- 0 missed, 1 and up the log and its corrections. The higher version stands, whatever order the messages came in.
CREATE TABLE exercise_outcomes (
    user_id uuid NOT NULL,
    local_date date NOT NULL,
    exercise_id text NOT NULL,
    status text NOT NULL,
    version bigint NOT NULL,
    weight_kg numeric,
    reps int,
    block_id uuid,
    day_index int,
    PRIMARY KEY (user_id, local_date, exercise_id),
    CONSTRAINT status_follows_version CHECK (
        status = CASE WHEN version = -1 THEN 'open' WHEN version = 0 THEN 'missed' WHEN version > 0 THEN 'logged' END),
    CONSTRAINT only_a_log_has_numbers CHECK ((status = 'logged') = (weight_kg IS NOT NULL) AND (status = 'logged') = (reps IS NOT NULL)));
CREATE INDEX exercise_outcomes_by_date ON exercise_outcomes (local_date) INCLUDE (user_id, status);

CREATE TABLE compliance_flags (
    user_id uuid NOT NULL,
    week_start date NOT NULL CHECK (extract(isodow FROM week_start) = 1),
    logged int NOT NULL,
    missed int NOT NULL,
    scanned_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, week_start));

CREATE TABLE athlete_zones (
    user_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    time_zone text NOT NULL);

ALTER TABLE exercise_outcomes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON exercise_outcomes USING (user_id = current_person());
ALTER TABLE compliance_flags ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON compliance_flags USING (user_id = current_person());
ALTER TABLE athlete_zones ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON athlete_zones USING (user_id = current_person());
