import { operations, otherMethods, serve } from "@/lib/api";
import { openPortal } from "@/lib/billing";

export const POST = serve(operations.openPortal, ({ member }) => openPortal(member));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
