import { otherMethods } from "@/lib/api/other-methods";

export const dynamic = "force-dynamic";

/** Whether the process responds, without asking any service: for load balancers, and as the benchmarks' baseline. */
const alive = (): Response => Response.json({ ok: true });

export { alive as GET, alive as POST };

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods("GET", "POST");
