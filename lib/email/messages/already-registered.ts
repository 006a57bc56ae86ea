import { catalog } from "@/lib/catalog";
import type { Message } from "./message";

export const alreadyRegistered: Message<"already-registered"> = {
  subject: () => `You already have a ${catalog.name} account`,
  letter: ({ signInUrl, resetUrl }) => ({
    preview: "Sign in with this address instead.",
    heading: "You already have an account",
    paragraphs: [
      `Someone, hopefully you, tried to sign up for ${catalog.name} with this email address. It already has an account, so we didn't create another one. Sign in to continue.`,
    ],
    action: { label: "Sign in", url: signInUrl },
    second: { label: "Forgot your password? Reset it", url: resetUrl },
    note: "If this wasn't you, you can ignore this email. Your account hasn't changed.",
  }),
};
