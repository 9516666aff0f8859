-- Projections of what others own. A version already seen, or an older one, changes nothing.
CREATE TABLE athletes (
    user_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    discord_user_id text,
    discord_channel_id text);

CREATE TABLE workouts (
    user_id uuid NOT NULL,
    local_date date NOT NULL,
    version bigint NOT NULL,
    workout jsonb NOT NULL,
    PRIMARY KEY (user_id, local_date));

-- The direct-message channel that Discord opened for an athlete's account.
CREATE TABLE discord_channels (
    user_id uuid PRIMARY KEY,
    discord_user_id text NOT NULL,
    channel_id text NOT NULL,
    opened_at timestamptz NOT NULL);

-- docs/state-machines.md, Delivery. `workout` is what this part shows, frozen when it became known; `channel_id` is
-- set before a message may be there and cleared when it certainly is not: with it, look before sending again.
CREATE TABLE deliveries (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    engine text NOT NULL,
    local_date date NOT NULL,
    part int NOT NULL CHECK (part >= 0),
    parts int NOT NULL DEFAULT 1,
    run_id uuid NOT NULL,
    due_at timestamptz NOT NULL,
    status text NOT NULL CHECK (status IN ('waiting', 'pending', 'sending', 'delivered', 'failed', 'rejected', 'expired')),
    workout jsonb,
    attempts int NOT NULL DEFAULT 0,
    nonce text NOT NULL UNIQUE CHECK (length(nonce) <= 25),
    channel_id text,
    message_id text,
    claim_id uuid,
    claimed_until timestamptz,
    snoozed_until timestamptz,
    last_error text,
    created_at timestamptz NOT NULL,
    delivered_at timestamptz,
    UNIQUE (user_id, engine, local_date, part),
    CHECK (part < parts),
    CHECK ((status = 'sending') = (claim_id IS NOT NULL AND claimed_until IS NOT NULL)),
    CHECK ((status = 'delivered') = (message_id IS NOT NULL AND delivered_at IS NOT NULL)),
    CHECK (workout IS NOT NULL OR status IN ('waiting', 'expired')));
CREATE INDEX deliveries_open ON deliveries (due_at, id) WHERE status IN ('pending', 'sending');
CREATE INDEX deliveries_waiting ON deliveries (user_id, local_date) WHERE status = 'waiting';

-- One row for each athlete's day that is logged or closed; its lock orders the two.
CREATE TABLE training_days (
    user_id uuid NOT NULL,
    local_date date NOT NULL,
    closed_at timestamptz,
    close_reason text CHECK (close_reason IN ('due', 'not_delivered')),
    PRIMARY KEY (user_id, local_date),
    CHECK ((closed_at IS NULL) = (close_reason IS NULL)));

CREATE TABLE training_logs (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    "timestamp" timestamptz NOT NULL,
    date date NOT NULL,
    exercise_id text NOT NULL,
    exercise_name text NOT NULL,
    weight_kg numeric(6, 2) CHECK (weight_kg >= 0),
    reps int CHECK (reps >= 1),
    block_id uuid NOT NULL,
    day_index int NOT NULL,
    status text NOT NULL CHECK (status IN ('logged', 'missed')),
    version bigint NOT NULL DEFAULT 1,
    interaction_id text,
    UNIQUE (user_id, date, exercise_id),
    CHECK (CASE status WHEN 'missed' THEN weight_kg IS NULL AND reps IS NULL ELSE weight_kg IS NOT NULL AND reps IS NOT NULL END));
CREATE INDEX training_logs_last_top_set ON training_logs (user_id, exercise_id, date DESC) WHERE status = 'logged';

-- Answers already given to modal submits, by Discord's interaction id: a replay gets the same and changes nothing.
CREATE TABLE interactions (
    id text PRIMARY KEY,
    user_id uuid NOT NULL,
    kind text NOT NULL,
    received_at timestamptz NOT NULL,
    response jsonb NOT NULL);
CREATE INDEX interactions_received_at ON interactions USING brin (received_at);

ALTER TABLE athletes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON athletes USING (user_id = current_person());
ALTER TABLE workouts ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON workouts USING (user_id = current_person());
ALTER TABLE discord_channels ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON discord_channels USING (user_id = current_person());
ALTER TABLE deliveries ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON deliveries USING (user_id = current_person());
ALTER TABLE training_days ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON training_days USING (user_id = current_person());
ALTER TABLE training_logs ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON training_logs USING (user_id = current_person());
ALTER TABLE interactions ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON interactions USING (user_id = current_person());
