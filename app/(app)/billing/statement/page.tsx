import type { Metadata } from "next";
import { z } from "zod";
import { StatementView } from "@/components/billing/statement/statement-view";
import { billingRoles } from "@/lib/billing";
import { customerStatement, statementMonth } from "@/lib/customer-reports";
import { memberPage } from "@/lib/tenancy";

export const metadata: Metadata = { title: "Statement" };

const searchSchema = z.object({ month: z.string().max(7).optional().catch(undefined) });

export default async function StatementPage({ searchParams }: PageProps<"/billing/statement">) {
  const { month } = searchSchema.parse(await searchParams);
  const statement = await memberPage({ roles: billingRoles }, (member) =>
    customerStatement(member, statementMonth(month, member.now)),
  );
  return <StatementView statement={statement} />;
}
