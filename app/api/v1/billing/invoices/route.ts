import { operations, otherMethods, serve } from "@/lib/api";
import { invoicesPage } from "@/lib/billing";

export const GET = serve(operations.listInvoices, ({ member, query }) => invoicesPage(member, query));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
