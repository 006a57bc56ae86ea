import { catalog } from "@/lib/catalog";
import type { Message } from "./message";

export const alreadyRegistered: Message<"already-registered"> = {
  subject: () => `You already have a ${catalog.name} account`,
  letter: ({ signInUrl, resetUrl }) => ({
    preview: "Sign in with this address instead.",
    heading: "You already have an account",
    paragraphs: [
      `Somebody, we hope you, signed up for ${catalog.name} with this address. It has an account already, so no new one was made. Sign in with it.`,
    ],
    action: { label: "Sign in", url: signInUrl },
    second: { label: "Set a new password, if you no longer know yours", url: resetUrl },
    note: "If it was not you who signed up, ignore this e-mail: nothing was changed.",
  }),
};
