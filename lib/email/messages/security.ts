import { catalog } from "@/lib/catalog";
import { formatDateTime } from "@/lib/dates";
import { formatCount } from "@/lib/numbers";
import type { Message } from "./message";

export const twoFactorChanged: Message<"two-factor-changed"> = {
  subject: () => `Your ${catalog.name} two-factor authentication was changed`,
  letter: ({ change, settingsUrl, resetUrl }) => ({
    preview: change,
    heading: "Two-factor authentication was changed",
    paragraphs: [change, "If this was you, there's nothing else to do. If it wasn't, reset your password right away."],
    action: { label: "Review security settings", url: settingsUrl },
    second: { label: "Reset password", url: resetUrl },
    note: "We send this every time your two-factor authentication changes.",
  }),
};

export const linkedAccountChanged: Message<"linked-account-changed"> = {
  subject: () => `Your ${catalog.name} sign-in methods changed`,
  letter: ({ change, settingsUrl, resetUrl }) => ({
    preview: change,
    heading: "Your sign-in methods changed",
    paragraphs: [
      change,
      "If this was you, there's nothing else to do. If it wasn't, unlink it in your settings and reset your password right away.",
    ],
    action: { label: "Review linked accounts", url: settingsUrl },
    second: { label: "Reset password", url: resetUrl },
    note: "We send this every time an account is linked or unlinked.",
  }),
};

export const emailCode: Message<"email-code"> = {
  subject: () => `Your ${catalog.name} code`,
  letter: ({ code, purpose }) => ({
    preview: `Enter it to ${purpose}.`,
    heading: "Your code",
    paragraphs: [`Enter this code to ${purpose}:`],
    facts: [["Code", code]],
    note: "The code expires in 10 minutes. Don't share it: we'll never ask you for it. If you didn't request it, you can ignore this email.",
  }),
};

export const recoveryCodeUsed: Message<"recovery-code-used"> = {
  subject: () => `A recovery code was used to sign in to ${catalog.name}`,
  letter: ({ left, settingsUrl, resetUrl }) => ({
    preview: `${formatCount(left, "recovery code")} left.`,
    heading: "A recovery code was used",
    paragraphs: [
      `Someone, hopefully you, signed in with one of your recovery codes. You have ${formatCount(left, "code")} left.`,
      "If you lost your authenticator app or passkey, set up a new one and create new recovery codes. If this wasn't you, reset your password right away.",
    ],
    action: { label: "Review security settings", url: settingsUrl },
    second: { label: "Reset password", url: resetUrl },
    note: "We send this every time a recovery code is used.",
  }),
};

export const wrongCodes: Message<"wrong-codes"> = {
  subject: () => `Someone may know your ${catalog.name} password`,
  letter: ({ resetUrl }) => ({
    preview: "Several wrong codes were entered for your account.",
    heading: "Several wrong codes were entered",
    paragraphs: [
      "Someone entered your password correctly, or signed in with a linked account, but then entered several wrong two-factor codes. They didn't get in, and no one can try again for 15 minutes.",
      "If this wasn't you, change your password and secure your linked accounts.",
    ],
    action: { label: "Reset password", url: resetUrl },
    note: "We send this when too many wrong codes are entered.",
  }),
};

export const singleSignOnRequired: Message<"single-sign-on-required"> = {
  subject: ({ organization }) => `${organization} now requires single sign-on`,
  letter: ({ organization, signInUrl }) => ({
    preview: `Sign in to ${catalog.name} with your company account from now on.`,
    heading: "Single sign-on is now required",
    paragraphs: [
      `From now on, you sign in to ${organization} on ${catalog.name} with your company account. Choose “Continue with single sign-on” on the sign-in page and enter your work email.`,
      `Your password no longer works for ${organization}. It still works for other organizations you belong to.`,
    ],
    action: { label: "Sign in with single sign-on", url: signInUrl },
    note: "We send this to every member when an owner makes single sign-on required.",
  }),
};

export const newDevice: Message<"new-device"> = {
  subject: () => `New sign-in to your ${catalog.name} account`,
  letter: ({ device, at, address, sessionsUrl, resetUrl }) => ({
    preview: `${device}. If this was you, you're all set.`,
    heading: "New sign-in",
    paragraphs: [
      "Someone signed in to your account from a browser we haven't seen before. If this was you, there's nothing else to do. If it wasn't, reset your password right away.",
    ],
    facts: [
      ["Device", device],
      ["Time", formatDateTime(new Date(at))],
      ...(address === null ? [] : [["IP address", address] as const]),
    ],
    action: { label: "Review sessions", url: sessionsUrl },
    second: { label: "Reset password", url: resetUrl },
    note: "We send this when you sign in from a browser for the first time.",
  }),
};

export const emailChangeCurrent: Message<"email-change-current"> = {
  subject: () => `Confirm your ${catalog.name} email address change`,
  letter: ({ url, newEmail }) => ({
    preview: `Your account will move to ${newEmail}.`,
    heading: "Confirm your email address change",
    paragraphs: [
      `You asked to change the email address of your account to ${newEmail}. Nothing changes until both this address and the new one have confirmed it.`,
    ],
    action: { label: "Review the change", url },
    note: "This link expires in 24 hours. If you didn't ask for this, don't confirm it. Someone may have accessed your account, so reset your password.",
  }),
};

export const emailChangeNew: Message<"email-change-new"> = {
  subject: () => `Confirm your new ${catalog.name} email address`,
  letter: ({ url, currentEmail }) => ({
    preview: "Confirm this address with one click.",
    heading: "Confirm your new email address",
    paragraphs: [
      `The owner of the account ${currentEmail} wants to use this address to sign in. Confirm that it's yours. The current address must confirm the change, too.`,
    ],
    action: { label: "Review the change", url },
    note: "This link expires in 24 hours. If you don't know this account, you can ignore this email.",
  }),
};

export const emailChanged: Message<"email-changed"> = {
  subject: () => `Your ${catalog.name} email address was changed`,
  letter: ({ newEmail }) => ({
    preview: `You now sign in as ${newEmail}.`,
    heading: "Your email address was changed",
    paragraphs: [
      `You now sign in as ${newEmail}, and we signed you out everywhere. Emails no longer go to this address.`,
      `If you didn't confirm this, write to ${catalog.copy.company.email} right away.`,
    ],
    note: "We send this every time the email address of an account changes.",
  }),
};

export const accountDeleted: Message<"account-deleted"> = {
  subject: () => `Your ${catalog.name} account was deleted`,
  letter: ({ signUpUrl }) => ({
    preview: "Your account was deleted.",
    heading: "Your account was deleted",
    paragraphs: [
      "As you asked, we deleted your account, including your name, your email address and your sign-in methods. Your work stays with your organizations, without your name.",
    ],
    action: { label: "Sign up again", url: signUpUrl },
    note: `If you didn't do this, write to ${catalog.copy.company.email} right away.`,
  }),
};
