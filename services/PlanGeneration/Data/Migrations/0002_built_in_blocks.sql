-- The first is the default: who has no usable block trains by it.
INSERT INTO training_blocks (id, slug, name, owner_id, version) VALUES
    ('01900000-0000-7000-8000-00000000000a', 'steel_block_a', 'Steel Block A', NULL, 1),
    ('01900000-0000-7000-8000-00000000000b', 'steel_block_b', 'Steel Block B', NULL, 1);

INSERT INTO training_block_days (block_id, day_index, name) VALUES
    ('01900000-0000-7000-8000-00000000000a', 0, 'Squat and Press'),
    ('01900000-0000-7000-8000-00000000000a', 1, 'Hinge and Pull'),
    ('01900000-0000-7000-8000-00000000000a', 2, 'Full Body'),
    ('01900000-0000-7000-8000-00000000000b', 0, 'Upper Strength'),
    ('01900000-0000-7000-8000-00000000000b', 1, 'Lower Strength'),
    ('01900000-0000-7000-8000-00000000000b', 2, 'Upper Volume'),
    ('01900000-0000-7000-8000-00000000000b', 3, 'Lower Volume');

INSERT INTO training_block_exercises (block_id, day_index, position, exercise_id, name, sets, reps, rest_seconds) VALUES
    ('01900000-0000-7000-8000-00000000000a', 0, 1, 'back-squat', 'Back Squat', 5, '5', 180),
    ('01900000-0000-7000-8000-00000000000a', 0, 2, 'bench-press', 'Bench Press', 5, '5', 180),
    ('01900000-0000-7000-8000-00000000000a', 0, 3, 'bent-over-row', 'Bent-Over Row', 4, '8', 120),
    ('01900000-0000-7000-8000-00000000000a', 0, 4, 'walking-lunge', 'Walking Lunge', 3, '10-12', 90),
    ('01900000-0000-7000-8000-00000000000a', 0, 5, 'weighted-plank', 'Weighted Plank', 3, '30-45 s', 60),
    ('01900000-0000-7000-8000-00000000000a', 1, 1, 'deadlift', 'Deadlift', 4, '4', 240),
    ('01900000-0000-7000-8000-00000000000a', 1, 2, 'overhead-press', 'Overhead Press', 5, '5', 150),
    ('01900000-0000-7000-8000-00000000000a', 1, 3, 'pull-up', 'Pull-Up', 4, '6-8', 120),
    ('01900000-0000-7000-8000-00000000000a', 1, 4, 'hip-thrust', 'Hip Thrust', 3, '8-10', 120),
    ('01900000-0000-7000-8000-00000000000a', 1, 5, 'farmers-carry', 'Farmer''s Carry', 3, '40 m', 90),
    ('01900000-0000-7000-8000-00000000000a', 2, 1, 'front-squat', 'Front Squat', 4, '6', 180),
    ('01900000-0000-7000-8000-00000000000a', 2, 2, 'incline-bench-press', 'Incline Bench Press', 4, '8', 120),
    ('01900000-0000-7000-8000-00000000000a', 2, 3, 'romanian-deadlift', 'Romanian Deadlift', 4, '8', 150),
    ('01900000-0000-7000-8000-00000000000a', 2, 4, 'chest-supported-row', 'Chest-Supported Row', 3, '10-12', 90),
    ('01900000-0000-7000-8000-00000000000a', 2, 5, 'face-pull', 'Face Pull', 3, '12-15', 60),

    ('01900000-0000-7000-8000-00000000000b', 0, 1, 'bench-press', 'Bench Press', 5, '3-5', 210),
    ('01900000-0000-7000-8000-00000000000b', 0, 2, 'weighted-pull-up', 'Weighted Pull-Up', 5, '3-5', 180),
    ('01900000-0000-7000-8000-00000000000b', 0, 3, 'overhead-press', 'Overhead Press', 4, '6', 150),
    ('01900000-0000-7000-8000-00000000000b', 0, 4, 'pendlay-row', 'Pendlay Row', 4, '6', 150),
    ('01900000-0000-7000-8000-00000000000b', 0, 5, 'dip', 'Dip', 3, '8', 120),
    ('01900000-0000-7000-8000-00000000000b', 1, 1, 'back-squat', 'Back Squat', 5, '3-5', 240),
    ('01900000-0000-7000-8000-00000000000b', 1, 2, 'romanian-deadlift', 'Romanian Deadlift', 4, '6', 180),
    ('01900000-0000-7000-8000-00000000000b', 1, 3, 'bulgarian-split-squat', 'Bulgarian Split Squat', 3, '8', 120),
    ('01900000-0000-7000-8000-00000000000b', 1, 4, 'standing-calf-raise', 'Standing Calf Raise', 4, '10', 75),
    ('01900000-0000-7000-8000-00000000000b', 1, 5, 'hanging-leg-raise', 'Hanging Leg Raise', 3, '10-12', 75),
    ('01900000-0000-7000-8000-00000000000b', 2, 1, 'incline-dumbbell-press', 'Incline Dumbbell Press', 4, '8-10', 120),
    ('01900000-0000-7000-8000-00000000000b', 2, 2, 'chest-supported-row', 'Chest-Supported Row', 4, '8-10', 120),
    ('01900000-0000-7000-8000-00000000000b', 2, 3, 'lateral-raise', 'Lateral Raise', 4, '12-15', 60),
    ('01900000-0000-7000-8000-00000000000b', 2, 4, 'lat-pulldown', 'Lat Pulldown', 3, '10-12', 90),
    ('01900000-0000-7000-8000-00000000000b', 2, 5, 'barbell-curl', 'Barbell Curl', 3, '10-12', 75),
    ('01900000-0000-7000-8000-00000000000b', 2, 6, 'overhead-triceps-extension', 'Overhead Triceps Extension', 3, '10-12', 75),
    ('01900000-0000-7000-8000-00000000000b', 3, 1, 'deadlift', 'Deadlift', 4, '5', 240),
    ('01900000-0000-7000-8000-00000000000b', 3, 2, 'leg-press', 'Leg Press', 4, '10', 150),
    ('01900000-0000-7000-8000-00000000000b', 3, 3, 'leg-curl', 'Leg Curl', 4, '10-12', 90),
    ('01900000-0000-7000-8000-00000000000b', 3, 4, 'walking-lunge', 'Walking Lunge', 3, '12', 90),
    ('01900000-0000-7000-8000-00000000000b', 3, 5, 'seated-calf-raise', 'Seated Calf Raise', 4, '12-15', 60);
