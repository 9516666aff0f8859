-- What a coach has to know of an athlete. One with a base profile only has none.
CREATE TABLE training_profiles (
    user_id uuid PRIMARY KEY REFERENCES athletes ON DELETE CASCADE,
    version bigint NOT NULL CHECK (version >= 1),
    profile jsonb NOT NULL CHECK (jsonb_typeof(profile) = 'object'),
    changed_at timestamptz NOT NULL
);

ALTER TABLE training_profiles ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON training_profiles USING (user_id = current_person());

CREATE TABLE goals (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    type text NOT NULL CHECK (type IN (
        'body_weight', 'body_fat', 'one_rep_max', 'repetitions', 'hold', 'run_time', 'run_distance', 'weekly_sessions',
        'weekly_hours', 'ftp', 'resting_heart_rate')),
    target numeric(9, 2) NOT NULL CHECK (target > 0),
    unit text NOT NULL CHECK (char_length(unit) BETWEEN 1 AND 20),
    current numeric(9, 2) CHECK (current >= 0),
    exercise_id text CHECK (char_length(exercise_id) <= 60 AND exercise_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    distance_m int CHECK (distance_m > 0),
    deadline date,
    active boolean NOT NULL,
    version bigint NOT NULL CHECK (version >= 1),
    idempotency_key text CHECK (char_length(idempotency_key) BETWEEN 1 AND 100),
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT goals_key UNIQUE (user_id, idempotency_key),
    CONSTRAINT goals_exercise CHECK ((exercise_id IS NOT NULL) = (type IN ('one_rep_max', 'repetitions', 'hold'))),
    CONSTRAINT goals_distance CHECK ((distance_m IS NOT NULL) = (type = 'run_time'))
);
CREATE INDEX goals_page ON goals (user_id, id);

ALTER TABLE goals ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON goals USING (user_id = current_person());

CREATE TABLE training_locations (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
    type text NOT NULL CHECK (type IN ('home', 'gym', 'outdoor')),
    address text CHECK (char_length(address) BETWEEN 1 AND 200),
    notes text CHECK (char_length(notes) BETWEEN 1 AND 1000),
    -- Ids of the catalogue, in its order, each once.
    equipment text[] NOT NULL CHECK (cardinality(equipment) <= 1000 AND array_position(equipment, NULL) IS NULL),
    is_primary boolean NOT NULL,
    version bigint NOT NULL CHECK (version >= 1),
    idempotency_key text CHECK (char_length(idempotency_key) BETWEEN 1 AND 100),
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT training_locations_key UNIQUE (user_id, idempotency_key)
);
CREATE INDEX training_locations_page ON training_locations (user_id, id);
CREATE UNIQUE INDEX training_locations_primary ON training_locations (user_id) WHERE is_primary;

ALTER TABLE training_locations ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON training_locations USING (user_id = current_person());
