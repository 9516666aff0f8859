-- What a person's questions to the language model came to on a day of their calendar.
CREATE TABLE model_usage (
    user_id uuid NOT NULL,
    local_date date NOT NULL,
    calls int NOT NULL CHECK (calls >= 0),
    input_tokens bigint NOT NULL CHECK (input_tokens >= 0),
    output_tokens bigint NOT NULL CHECK (output_tokens >= 0),
    -- Millionths of the currency whose hundredths the prices are given in.
    cost_micros bigint NOT NULL CHECK (cost_micros >= 0),
    -- The most that calls may still come to which are under way, or whose end is not known.
    held_tokens bigint NOT NULL CHECK (held_tokens >= 0),
    held_cost_micros bigint NOT NULL CHECK (held_cost_micros >= 0),
    PRIMARY KEY (user_id, local_date)
);

ALTER TABLE model_usage ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON model_usage USING (user_id = current_person());

-- What the model was told, one row a question; kept for LanguageModel:SnapshotDays.
CREATE TABLE training_ai_context_snapshots (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    -- What was made of the answer. No foreign key: the two are kept for different times.
    session_id uuid,
    context_type text NOT NULL CHECK (context_type IN ('daily_session', 'race_plan', 'chat')),
    context_data jsonb NOT NULL CHECK (jsonb_typeof(context_data) = 'object'),
    outcome text NOT NULL CHECK (outcome IN ('asked', 'answered', 'over_budget', 'unavailable', 'unsafe', 'cancelled')),
    attempts int NOT NULL CHECK (attempts BETWEEN 0 AND 3),
    created_at timestamptz NOT NULL
);
CREATE INDEX training_ai_context_snapshots_age ON training_ai_context_snapshots (created_at);
CREATE INDEX training_ai_context_snapshots_user ON training_ai_context_snapshots (user_id, created_at DESC);

ALTER TABLE training_ai_context_snapshots ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON training_ai_context_snapshots USING (user_id = current_person());
