-- Taking a lost second factor away happens in the transaction of its confirmation, which runs for the one who confirms:
-- that role may remove a factor and leave a notice, and reads nothing of the factor but whose it is and since when.

grant select (person_id, enrolled_at), delete on second_factors to xw_app;
grant select (person_id), delete on recovery_codes to xw_app;
grant insert on account_notices to xw_app;
