import { otherMethods } from "@/lib/api/other-methods";
import { handlers } from "@/lib/auth/sign-in/next-auth";

export const { GET, POST } = handlers;

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods("GET", "POST");
