export const dynamic = "force-dynamic";

/** Says that the process answers, and asks nobody: for a load balancer, and the floor the benchmarks measure beside. */
const alive = (): Response => Response.json({ ok: true });

export { alive as GET, alive as POST };
