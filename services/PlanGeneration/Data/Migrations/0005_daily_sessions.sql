-- A plan: block_id is the plan, day_index 7 × week + day. A coach: block_id is the program of the coach, day_index 0.
ALTER TABLE daily_workouts DROP CONSTRAINT daily_workouts_source_check;
ALTER TABLE daily_workouts ADD CONSTRAINT daily_workouts_source_check CHECK (source IN ('block', 'plan', 'coach'));
ALTER TABLE daily_workouts
    -- The whole session where there is one. Text, because it is sent as it is stored far more often than looked into.
    ADD COLUMN session json CHECK (json_typeof(session) = 'object'),
    -- What later days need to know of it: kind, sport, focus, effort, minutes and what was asked of each lift.
    ADD COLUMN memory jsonb CHECK (jsonb_typeof(memory) = 'object'),
    -- The athlete asked for it, or changed it: generation leaves it as it is.
    ADD COLUMN requested boolean NOT NULL DEFAULT false,
    -- What the athlete said in step 1.
    ADD COLUMN context jsonb CHECK (jsonb_typeof(context) = 'object'),
    ADD COLUMN provenance jsonb CHECK (jsonb_typeof(provenance) = 'object'),
    -- Sentences to the athlete: why this, and what was changed.
    ADD COLUMN reasoning text[] NOT NULL DEFAULT '{}',
    -- Exercises that were replaced under an Idempotency-Key, by key.
    ADD COLUMN replaced jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(replaced) = 'object');
ALTER TABLE daily_workouts ALTER COLUMN session SET COMPRESSION lz4;

-- As Insights computed it. What is null is not known.
CREATE TABLE readiness (
    user_id uuid NOT NULL,
    local_date date NOT NULL,
    version bigint NOT NULL,
    score int CHECK (score BETWEEN 0 AND 100),
    hrv text CHECK (hrv IN ('below', 'within', 'above')),
    sleep_hours numeric(4, 2) CHECK (sleep_hours BETWEEN 0 AND 24),
    PRIMARY KEY (user_id, local_date)
);

ALTER TABLE readiness ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON readiness USING (user_id = current_person());

-- Top sets as Delivery tells them. estimate_kg is the one-repetition maximum that the set speaks of, null above 10 repetitions.
CREATE TABLE top_sets (
    user_id uuid NOT NULL,
    date date NOT NULL,
    exercise_id text NOT NULL,
    weight_kg numeric NOT NULL,
    reps int NOT NULL,
    estimate_kg numeric,
    version bigint NOT NULL,
    PRIMARY KEY (user_id, date, exercise_id) INCLUDE (estimate_kg)
);

ALTER TABLE top_sets ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON top_sets USING (user_id = current_person());

-- What an athlete and the coach said about the workout of a date; kept as long as the contexts of prompts are.
CREATE TABLE chat_messages (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    local_date date NOT NULL,
    -- The order in which it was said.
    position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    author text NOT NULL CHECK (author IN ('athlete', 'coach')),
    text text NOT NULL CHECK (char_length(text) BETWEEN 1 AND 4000),
    -- Who answered: null for the athlete's own.
    source text CHECK (source IN ('rules', 'model')),
    actions jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(actions) = 'array'),
    created_at timestamptz NOT NULL
);
CREATE INDEX chat_messages_of_date ON chat_messages (user_id, local_date, position);
CREATE INDEX chat_messages_age ON chat_messages (created_at);

ALTER TABLE chat_messages ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON chat_messages USING (user_id = current_person());
