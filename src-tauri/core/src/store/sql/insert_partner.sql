INSERT INTO partner (
    id, partner_id, kind, name, description, website, contacts, country, languages, business_model,
    categories, areas, channels, monthly_visits, listed_on, last_active_on, listed, notes, born
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
