import { operations, serve } from "@/lib/api";
import { invoicesPage } from "@/lib/billing";

export const GET = serve(operations.listInvoices, ({ member, query }) => invoicesPage(member, query));
