-- One row per athlete and date whose check-in was answered or missed. `version` orders what can be known of it: 0 missed, 1 and
-- up the answer and its corrections. The higher version stands, whatever order the messages came in.
CREATE TABLE check_ins (
    user_id uuid NOT NULL,
    local_date date NOT NULL,
    status text NOT NULL,
    version bigint NOT NULL CHECK (version >= 0),
    mood smallint CHECK (mood BETWEEN 1 AND 5),
    energy smallint CHECK (energy BETWEEN 1 AND 5),
    sleep_hours numeric CHECK (sleep_hours BETWEEN 0 AND 24),
    soreness smallint CHECK (soreness BETWEEN 1 AND 5),
    weight_kg numeric CHECK (weight_kg > 0),
    logged_at timestamptz,
    PRIMARY KEY (user_id, local_date),
    CONSTRAINT status_follows_version CHECK (status = CASE WHEN version = 0 THEN 'missed' ELSE 'logged' END),
    CONSTRAINT only_an_answer_has_figures CHECK (
        (status = 'logged') = (mood IS NOT NULL AND energy IS NOT NULL AND sleep_hours IS NOT NULL AND soreness IS NOT NULL AND logged_at IS NOT NULL)
        AND (status = 'logged' OR num_nonnulls(mood, energy, sleep_hours, soreness, weight_kg, logged_at) = 0)));

ALTER TABLE check_ins ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON check_ins USING (user_id = current_person());
