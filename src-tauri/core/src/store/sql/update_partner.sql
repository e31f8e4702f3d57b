UPDATE partner SET
    partner_id = ?2, kind = ?3, name = ?4, description = ?5, website = ?6, contacts = ?7, country = ?8,
    languages = ?9, business_model = ?10, categories = ?11, areas = ?12, channels = ?13, monthly_visits = ?14,
    listed_on = ?15, last_active_on = ?16, listed = ?17, notes = ?18
WHERE id = ?1 AND ?19 = 0
