CREATE TABLE races (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    version bigint NOT NULL CHECK (version >= 1),
    format text NOT NULL CHECK (format ~ '^[a-z0-9_]{1,40}$'),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
    date date NOT NULL,
    -- Null where the format fixes it, or has none.
    distance_m int CHECK (distance_m > 0),
    goal_seconds int CHECK (goal_seconds > 0),
    division text CHECK (division ~ '^[a-z_]{1,40}$'),
    location text CHECK (char_length(location) BETWEEN 1 AND 120),
    -- What the athlete called the request that made it: repeated, it finds this race.
    idempotency_key text CHECK (char_length(idempotency_key) BETWEEN 1 AND 100),
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT races_key UNIQUE (user_id, idempotency_key)
);
CREATE INDEX races_by_date ON races (user_id, date, id);

ALTER TABLE races ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON races USING (user_id = current_person());

CREATE TABLE training_plans (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    version bigint NOT NULL CHECK (version >= 1),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 120),
    status text NOT NULL CHECK (status IN ('draft', 'active', 'archived', 'completed')),
    -- The first date that was open for training; its week is the plan's first.
    first_date date NOT NULL,
    -- The Monday of that week.
    start_date date NOT NULL CHECK (extract(isodow FROM start_date) = 1 AND first_date BETWEEN start_date AND start_date + 6),
    weeks int NOT NULL CHECK (weeks BETWEEN 1 AND 52),
    end_date date NOT NULL GENERATED ALWAYS AS (start_date + weeks * 7 - 1) STORED,
    target jsonb NOT NULL CHECK (jsonb_typeof(target) = 'object'),
    seed int NOT NULL,
    source text NOT NULL CHECK (source IN ('rules', 'model')),
    provenance jsonb NOT NULL CHECK (jsonb_typeof(provenance) = 'object'),
    -- Sentences to the athlete.
    warnings text[] NOT NULL,
    -- One entry a week: phase, recovery and what its days add up to, so that no reader adds up 364 sessions.
    outline jsonb NOT NULL CHECK (jsonb_typeof(outline) = 'array' AND jsonb_array_length(outline) = weeks),
    idempotency_key text CHECK (char_length(idempotency_key) BETWEEN 1 AND 100),
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT training_plans_key UNIQUE (user_id, idempotency_key)
);
CREATE INDEX training_plans_newest ON training_plans (user_id, id DESC);
CREATE INDEX training_plans_active ON training_plans (user_id) WHERE status = 'active';

ALTER TABLE training_plans ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON training_plans USING (user_id = current_person());

-- A plan is for one race at most; a race may have many plans.
CREATE TABLE race_training_plans (
    plan_id uuid PRIMARY KEY REFERENCES training_plans ON DELETE CASCADE,
    race_id uuid NOT NULL REFERENCES races ON DELETE CASCADE,
    user_id uuid NOT NULL
);
CREATE INDEX race_training_plans_race ON race_training_plans (race_id);

ALTER TABLE race_training_plans ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON race_training_plans USING (user_id = current_person());

-- The latest assignment to a plan that is active says which plan is followed; there is no flag that could disagree.
CREATE TABLE athlete_training_plans (
    user_id uuid NOT NULL,
    plan_id uuid NOT NULL REFERENCES training_plans ON DELETE CASCADE,
    assigned_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, plan_id),
    CONSTRAINT athlete_training_plans_order UNIQUE (user_id, assigned_at)
);
CREATE INDEX athlete_training_plans_plan ON athlete_training_plans (plan_id);

ALTER TABLE athlete_training_plans ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON athlete_training_plans USING (user_id = current_person());

CREATE TABLE training_days_planned (
    plan_id uuid NOT NULL REFERENCES training_plans ON DELETE CASCADE,
    user_id uuid NOT NULL,
    date date NOT NULL,
    week_index smallint NOT NULL CHECK (week_index BETWEEN 0 AND 51),
    day_index smallint NOT NULL CHECK (day_index BETWEEN 0 AND 6),
    phase text NOT NULL CHECK (phase IN ('base', 'build', 'peak', 'taper', 'race_week')),
    -- The session; null on a day of rest.
    planned_data jsonb,
    PRIMARY KEY (plan_id, week_index, day_index)
);
-- Sessions are written once and often read: the quicker of the two compressions.
ALTER TABLE training_days_planned ALTER COLUMN planned_data SET COMPRESSION lz4;
CREATE INDEX training_days_planned_date ON training_days_planned (user_id, date);

ALTER TABLE training_days_planned ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON training_days_planned USING (user_id = current_person());

-- What wearables saw, as WearableSync tells it.
CREATE TABLE activities (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    source text NOT NULL,
    sport text NOT NULL,
    started_at timestamptz NOT NULL,
    local_date date NOT NULL,
    duration_seconds int NOT NULL,
    distance_m int,
    average_heart_rate int,
    max_heart_rate int,
    elevation_gain_m int,
    deleted boolean NOT NULL,
    PRIMARY KEY (user_id, id)
);
CREATE INDEX activities_date ON activities (user_id, local_date);

ALTER TABLE activities ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON activities USING (user_id = current_person());

CREATE TABLE training_days_executed (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    version bigint NOT NULL CHECK (version >= 1),
    -- The date on which it was trained, on the athlete's calendar.
    date date NOT NULL,
    -- Copied from the planned day, with the session as it was then: what was trained outlives its plan, so no foreign key.
    plan_id uuid,
    week_index smallint,
    day_index smallint,
    planned_date date,
    planned_data jsonb,
    activity_id uuid,
    source text NOT NULL CHECK (source IN ('activity', 'manual')),
    sport text NOT NULL CHECK (sport ~ '^[a-z0-9_]{1,40}$'),
    started_at timestamptz,
    duration_seconds int CHECK (duration_seconds > 0),
    distance_m int CHECK (distance_m >= 0),
    average_heart_rate int CHECK (average_heart_rate BETWEEN 20 AND 260),
    rpe numeric(3, 1) CHECK (rpe BETWEEN 1 AND 10),
    notes text CHECK (char_length(notes) BETWEEN 1 AND 2000),
    -- Of actual against planned; null where nothing was planned.
    analysis jsonb,
    -- Why it stands at the planned day it stands at, or at none.
    match_rule text NOT NULL CHECK (match_rule IN (
        'same_sport', 'related_sport', 'entered', 'linked',
        'no_plan', 'rest_day', 'other_sport', 'too_short', 'another_fits_better', 'day_taken', 'unlinked', 'not_planned')),
    match_reason text NOT NULL,
    idempotency_key text CHECK (char_length(idempotency_key) BETWEEN 1 AND 100),
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT training_days_executed_activity UNIQUE (user_id, activity_id),
    CONSTRAINT training_days_executed_planned_day UNIQUE (user_id, plan_id, week_index, day_index),
    CONSTRAINT training_days_executed_key UNIQUE (user_id, idempotency_key),
    CHECK (num_nulls(plan_id, week_index, day_index, planned_date) IN (0, 4)),
    CHECK ((plan_id IS NOT NULL) = (match_rule IN ('same_sport', 'related_sport', 'entered', 'linked'))),
    CHECK (source = 'manual' OR activity_id IS NOT NULL)
);
CREATE INDEX training_days_executed_newest ON training_days_executed (user_id, date DESC, id DESC);

ALTER TABLE training_days_executed ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON training_days_executed USING (user_id = current_person());

-- Private addresses of calendars. The token is shown once and kept as its SHA-256.
CREATE TABLE calendar_feeds (
    token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    user_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE UNIQUE INDEX calendar_feeds_one ON calendar_feeds (user_id) WHERE revoked_at IS NULL;

ALTER TABLE calendar_feeds ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON calendar_feeds USING (user_id = current_person());
