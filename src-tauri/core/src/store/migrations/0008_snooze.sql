-- Who is hidden may come back by itself on a day, counted from 1970, UTC; and how large it was when it was hidden: a partner by
-- size, a creator by tier, with no value where it had none. Neither is known of those who were hidden until now.
ALTER TABLE standing ADD COLUMN hidden_until INTEGER CHECK (hidden_until IS NULL OR hidden_at IS NOT NULL);
ALTER TABLE standing ADD COLUMN hidden_scale TEXT
    CHECK (hidden_scale IS NULL OR hidden_scale IN ('size', 'tier') AND hidden_at IS NOT NULL);
ALTER TABLE standing ADD COLUMN hidden_size TEXT CHECK (hidden_size IS NULL OR hidden_scale IS NOT NULL);
