-- A declaration that was submitted or approved is never deleted by a request, whatever the program does; drafts are.
create policy only_drafts on declarations as restrictive for delete to xw_app using (state = 'draft');

-- After approval, goals and money change as targets do: proposed with a reason, decided by a second person. What is to
-- change of them stands beside the changes of terms: {before, after}, or nothing.
alter table target_changes add column facts jsonb;
