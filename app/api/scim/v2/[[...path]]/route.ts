import { serveScim } from "@/lib/scim";

type Context = { params: Promise<{ path?: string[] }> };

/** SCIM: an organization's own directory provisions its team (RFC 7644). */
const handler = async (request: Request, { params }: Context) => serveScim(request, (await params).path ?? []);

export const DELETE = handler;
export const GET = handler;
export const PATCH = handler;
export const POST = handler;
export const PUT = handler;
