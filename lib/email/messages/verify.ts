import { catalog } from "@/lib/catalog";
import { formatDateTime } from "@/lib/dates";
import type { Message } from "./message";

export const verify: Message<"verify"> = {
  subject: () => `Verify your email for ${catalog.name}`,
  letter: ({ url }) => ({
    preview: "One click and you're all set.",
    heading: "Verify your email",
    paragraphs: [
      `Thanks for signing up for ${catalog.name}. Verify your email address: you need it to invite your team, create API keys and buy a plan.`,
    ],
    action: { label: "Verify email", url },
    note: "This link expires in 72 hours. If you didn't sign up, you can ignore this email.",
  }),
};

/** Before a trial is put on hold because no owner has verified their address, and when it is. */
export const verifyReminder: Message<"verify-reminder"> = {
  subject: ({ onHold }) =>
    onHold ? `Your ${catalog.name} trial is on hold` : `Verify your email to keep your ${catalog.name} trial going`,
  letter: ({ organization, url, verifyBy, onHold }) => ({
    preview: onHold ? "Verify your email to continue." : `Your trial pauses on ${formatDateTime(new Date(verifyBy))}.`,
    heading: onHold ? "Your trial is on hold" : "Verify your email",
    paragraphs: [
      onHold
        ? `${organization} is read-only since ${formatDateTime(new Date(verifyBy))}, because your email address isn't verified. Verify it to continue with the days that are left. Nothing was deleted.`
        : `${organization} becomes read-only on ${formatDateTime(new Date(verifyBy))} unless you verify your email address. Nothing is deleted, and you can verify later to continue.`,
    ],
    action: { label: "Verify email", url },
    note: "This link expires in 72 hours. If you didn't sign up, you can ignore this email.",
  }),
};
