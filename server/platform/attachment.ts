import type { FastifyReply } from 'fastify';

/** RFC 6266: a download, never a page; the name in ASCII for old clients and in UTF-8 for the rest. */
export function attachmentOf(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const utf8 = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}

/** Heads of an answer that a browser saves and never shows; should one show it all the same, it runs and asks nothing. */
export const asAttachment = (reply: FastifyReply, name: string, type: string): FastifyReply =>
  reply
    .type(type)
    .header('content-disposition', attachmentOf(name))
    .header('content-security-policy', "default-src 'none'; sandbox");

/** Heads of a picture that a page shows: its bytes were inspected, and it is kept nowhere. */
export const asPicture = (reply: FastifyReply, type: string): FastifyReply =>
  reply
    .type(type)
    .header('content-disposition', 'inline')
    .header('cache-control', 'no-store')
    .header('content-security-policy', "default-src 'none'; sandbox");

/** The head of an export. */
export const asCsv = (reply: FastifyReply, name: string): FastifyReply =>
  asAttachment(reply, name, 'text/csv; charset=utf-8');
