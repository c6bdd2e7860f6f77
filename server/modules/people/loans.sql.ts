import type { NewLoan } from '../../../contracts/loans.ts';
import type { Statement } from '../../platform/database.ts';

const loans = `select l.id, l.kind, p.role, o.name as "organisationName", p.person_id as "lenderId", lender.name as lender,
       l.to_person_id as "borrowerId", borrower.name as borrower, l.from_at as "fromAt", l.until_at as "untilAt",
       l.ended_at as "endedAt", l.reason
  from post_loans l
  join posts p on p.id = l.post_id
  join organisations o on o.code = p.org_code
  join people lender on lender.id = p.person_id
  join people borrower on borrower.id = l.to_person_id`;

/** Given and received, the latest first. */
export const selectLoansOf = (personId: number): Statement => ({
  text: `${loans} where p.person_id = $1 or l.to_person_id = $1 order by l.id desc limit 100`,
  values: [personId],
});

export const selectLoan = (id: number): Statement => ({ text: `${loans} where l.id = $1`, values: [id] });

/** A post of this person's own, held until the transaction ends. */
export const lockOwnPost = (id: number, personId: number): Statement => ({
  text: `select role, until_at as "untilAt" from posts
          where id = $1 and person_id = $2 and (until_at is null or until_at > now()) for update`,
  values: [id, personId],
});

export const selectOwnPosts = (personId: number): Statement => ({
  text: `select p.id, p.role, o.name as "organisationName", p.until_at as "untilAt"
           from posts p join organisations o on o.code = p.org_code
          where p.person_id = $1 and (p.until_at is null or p.until_at > now())
            and p.role not in ('system-admin', 'security-admin', 'audit-admin') order by p.id`,
  values: [personId],
});

export const countDouble = (loan: NewLoan): Statement => ({
  text: `select count(*)::integer as count from post_loans
          where post_id = $1 and to_person_id = $2 and ended_at is null and from_at < $4 and until_at > $3`,
  values: [loan.postId, loan.borrowerId, new Date(loan.fromAt), new Date(loan.untilAt)],
});

export const insertLoan = (loan: NewLoan): Statement => ({
  text: `insert into post_loans (post_id, to_person_id, kind, from_at, until_at, reason)
         values ($1, $2, $3, $4, $5, $6) returning id`,
  values: [loan.postId, loan.borrowerId, loan.kind, new Date(loan.fromAt), new Date(loan.untilAt), loan.reason.trim()],
});

/** Ends a loan that is not over; of one person alone when told. */
export const endLoan = (id: number, ofPerson: number | null): Statement => ({
  text: `update post_loans l set ended_at = now() from posts p
          where l.id = $1 and p.id = l.post_id and l.ended_at is null and l.until_at > now()
            and ($2::integer is null or p.person_id = $2 or l.to_person_id = $2)
         returning l.id`,
  values: [id, ofPerson],
});

/** Active people without an administrator's post, by name or login name. */
export const selectBorrowers = (text: string, notPerson: number): Statement => ({
  text: `select h.id, h.name,
                (select o.name from posts p join organisations o on o.code = p.org_code
                  where p.person_id = h.id and (p.until_at is null or p.until_at > now()) order by p.id limit 1) as place
           from people h
          where h.active and h.id <> $2 and (h.name ilike $1 or h.login_name ilike $1)
            and not exists (select from posts p where p.person_id = h.id and (p.until_at is null or p.until_at > now())
                              and p.role in ('system-admin', 'security-admin', 'audit-admin'))
          order by h.name limit 20`,
  values: [`%${text.trim().replace(/[\\%_]/g, '\\$&')}%`, notPerson],
});
