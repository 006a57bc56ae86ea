import { catalog } from "@/lib/catalog";
import { formatDateTime, formatUtcDate } from "@/lib/dates";
import type { Message } from "./message";

export const verify: Message<"verify"> = {
  subject: () => `Verify your email for ${catalog.name}`,
  letter: ({ url }) => ({
    preview: "Two clicks and you're all set.",
    heading: "Verify your email",
    paragraphs: [
      `Thanks for signing up for ${catalog.name}. Verify your email address to invite your team, create API keys and buy a plan.`,
    ],
    action: { label: "Verify email", url },
    note: "This link expires in 72 hours. If this wasn't you, someone else signed up with your address. Don't verify it: until you do, they can't do much. You can ignore this email.",
  }),
};

export const reset: Message<"reset"> = {
  subject: () => `Reset your ${catalog.name} password`,
  letter: ({ url }) => ({
    preview: "This link expires in 1 hour.",
    heading: "Reset your password",
    paragraphs: [
      "We received a request to reset your password. The link below works once and expires in 1 hour. Using it signs you out on all devices.",
    ],
    action: { label: "Reset password", url },
    note: "If you didn't request this, you can ignore this email. Your password stays the same.",
  }),
};

export const passwordChanged: Message<"password-changed"> = {
  subject: () => `Your ${catalog.name} password was changed`,
  letter: ({ resetUrl }) => ({
    preview: "If this was you, you're all set.",
    heading: "Your password was changed",
    paragraphs: [
      "Your password was just changed, and your other sessions were signed out. If this was you, there's nothing else to do. If it wasn't, reset your password right away.",
    ],
    action: { label: "Reset password", url: resetUrl },
    note: "We send this every time your password changes.",
  }),
};

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

export const invitation: Message<"invitation"> = {
  subject: ({ organization, invitedBy }) => `${invitedBy} invited you to ${organization} on ${catalog.name}`,
  letter: ({ url, organization, invitedBy, role }) => ({
    preview: `Join ${organization} on ${catalog.name}.`,
    heading: `Join ${organization}`,
    paragraphs: [`${invitedBy} invited you to join ${organization} on ${catalog.name}. Your role: ${role}.`],
    action: { label: "Accept invitation", url },
    note: "This invitation is for your email address only and expires in 7 days. If you don't know the sender, you can ignore it.",
  }),
};

export const welcome: Message<"welcome"> = {
  subject: () => `Welcome to ${catalog.name}`,
  letter: ({ organization, trialEndsAt, dashboardUrl }) => ({
    preview: `Your trial runs until ${formatUtcDate(new Date(trialEndsAt))}.`,
    heading: `Welcome, ${organization}`,
    paragraphs: [
      `Your email is verified and your trial runs until ${formatUtcDate(new Date(trialEndsAt))}. No card required. When it ends, nothing is deleted, and you can still view and export everything.`,
      "A good first step: finish your setup, then invite your team.",
    ],
    action: { label: "Go to dashboard", url: dashboardUrl },
    note: `Questions? Email ${catalog.copy.company.email}.`,
  }),
};

/** To the person who sent it, when the organization has fewer seats than before. */
export const invitationWithdrawn: Message<"invitation-withdrawn"> = {
  subject: ({ invited }) => `Your invitation for ${invited} was withdrawn`,
  letter: ({ organization, invited, teamUrl }) => ({
    preview: `${organization} has no free seats left.`,
    heading: "An invitation was withdrawn",
    paragraphs: [
      `${organization} now has fewer seats, and none is free for ${invited}. The link in that invitation no longer works.`,
      "Add a seat or remove a member, then invite them again. No member lost access.",
    ],
    action: { label: "Go to team", url: teamUrl },
    note: `You're receiving this because you sent the invitation for ${organization}.`,
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
        ? `${organization} has been read-only since ${formatDateTime(new Date(verifyBy))} because your email address isn't verified. Verify it to continue your trial with the days you have left. Nothing was deleted.`
        : `${organization} becomes read-only on ${formatDateTime(new Date(verifyBy))} unless you verify your email address. Nothing is deleted, and you can verify later to continue.`,
    ],
    action: { label: "Verify email", url },
    note: "This link expires in 72 hours. If this wasn't you, someone else signed up with your address. Don't verify it. You can ignore this email.",
  }),
};
