CREATE TABLE athletes (
    user_id uuid PRIMARY KEY,
    version bigint NOT NULL CHECK (version >= 1),
    display_name text NOT NULL CHECK (char_length(display_name) BETWEEN 1 AND 80),
    -- As it was given; an imported profile may hold one that no longer exists.
    time_zone text NOT NULL CHECK (char_length(time_zone) BETWEEN 1 AND 64),
    start_date date,
    paused boolean NOT NULL,
    -- Bit n is the day n of the week, Sunday 0.
    schedule_days smallint NOT NULL CHECK (schedule_days BETWEEN 0 AND 127),
    -- No foreign key: an imported profile keeps the block it had, here or not.
    block_id uuid,
    discord_user_id text CHECK (discord_user_id ~ '^[1-9][0-9]{14,19}$'),
    discord_channel_id text CHECK (discord_channel_id ~ '^[1-9][0-9]{14,19}$'),
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX athletes_block ON athletes (block_id) WHERE block_id IS NOT NULL;

ALTER TABLE athletes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON athletes USING (user_id = current_person());

CREATE TABLE training_blocks (
    id uuid PRIMARY KEY,
    slug text NOT NULL CHECK (char_length(slug) <= 60 AND slug ~ '^[a-z0-9]+([_-][a-z0-9]+)*$'),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
    -- Null: built in, everyone's.
    owner_id uuid,
    version bigint NOT NULL CHECK (version >= 1),
    -- What the owner called the request that made it: repeated, it finds this block.
    idempotency_key text CHECK (char_length(idempotency_key) BETWEEN 1 AND 100),
    CONSTRAINT training_blocks_slug UNIQUE NULLS NOT DISTINCT (owner_id, slug),
    CONSTRAINT training_blocks_key UNIQUE (owner_id, idempotency_key)
);

CREATE TABLE training_block_days (
    block_id uuid NOT NULL REFERENCES training_blocks ON DELETE CASCADE,
    day_index int NOT NULL CHECK (day_index BETWEEN 0 AND 27),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
    PRIMARY KEY (block_id, day_index)
);

CREATE TABLE training_block_exercises (
    block_id uuid NOT NULL,
    day_index int NOT NULL,
    position int NOT NULL CHECK (position BETWEEN 1 AND 20),
    exercise_id text NOT NULL CHECK (char_length(exercise_id) <= 60 AND exercise_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
    sets int NOT NULL CHECK (sets BETWEEN 1 AND 20),
    reps text NOT NULL CHECK (char_length(reps) BETWEEN 1 AND 20),
    rest_seconds int NOT NULL CHECK (rest_seconds BETWEEN 1 AND 1800),
    PRIMARY KEY (block_id, day_index, position),
    UNIQUE (block_id, day_index, exercise_id),
    FOREIGN KEY (block_id, day_index) REFERENCES training_block_days ON DELETE CASCADE
);

-- A block is seen by everyone if it is built in, else by its owner and by who is assigned to it; only the owner writes.
ALTER TABLE training_blocks ENABLE ROW LEVEL SECURITY;
CREATE POLICY visible ON training_blocks FOR SELECT USING (
    owner_id IS NULL OR owner_id = current_person()
    OR id = (SELECT a.block_id FROM athletes a WHERE a.user_id = current_person()));
CREATE POLICY insert_own ON training_blocks FOR INSERT WITH CHECK (owner_id = current_person());
CREATE POLICY update_own ON training_blocks FOR UPDATE USING (owner_id = current_person());
CREATE POLICY delete_own ON training_blocks FOR DELETE USING (owner_id = current_person());

ALTER TABLE training_block_days ENABLE ROW LEVEL SECURITY;
CREATE POLICY visible ON training_block_days FOR SELECT USING (
    EXISTS (SELECT 1 FROM training_blocks b WHERE b.id = block_id));
CREATE POLICY write_own ON training_block_days USING (
    EXISTS (SELECT 1 FROM training_blocks b WHERE b.id = block_id AND b.owner_id = current_person()));

ALTER TABLE training_block_exercises ENABLE ROW LEVEL SECURITY;
CREATE POLICY visible ON training_block_exercises FOR SELECT USING (
    EXISTS (SELECT 1 FROM training_blocks b WHERE b.id = block_id));
CREATE POLICY write_own ON training_block_exercises USING (
    EXISTS (SELECT 1 FROM training_blocks b WHERE b.id = block_id AND b.owner_id = current_person()));

-- An owner may learn that someone is assigned to a block, not who: the rows of others stay hidden.
CREATE FUNCTION block_is_assigned(block uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$ SELECT EXISTS (SELECT 1 FROM athletes WHERE block_id = block) $$;

CREATE TABLE daily_workouts (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    local_date date NOT NULL,
    version bigint NOT NULL CHECK (version >= 1),
    -- No foreign key: what was trained outlives the block.
    block_id uuid NOT NULL,
    day_index int NOT NULL CHECK (day_index >= 0),
    source text NOT NULL CHECK (source IN ('block')),
    workout jsonb NOT NULL CHECK (jsonb_typeof(workout) = 'object'),
    generated_at timestamptz NOT NULL,
    CONSTRAINT daily_workouts_once UNIQUE (user_id, local_date)
);
-- The last day an athlete trained of a block.
CREATE INDEX daily_workouts_progress ON daily_workouts (user_id, block_id, local_date DESC) INCLUDE (day_index);

ALTER TABLE daily_workouts ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON daily_workouts USING (user_id = current_person());
