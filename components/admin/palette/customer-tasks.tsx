import { ArrowLeftRight, CalendarPlus, Hand, Infinity as InfinityIcon, LogIn, Mail, Trash2, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import type { Entry } from "@/components/palette/match";

/** What is done on an organization's page. `to` is the part of the page, or opens the dialog, where it is done. */
export type CustomerTask = Entry & { label: string; icon: ReactNode; to: string };

export const customerTasks: readonly CustomerTask[] = [
  {
    label: "Refund or credit an invoice",
    keywords: "money back refunds credit note payment return",
    icon: <Undo2 aria-hidden />,
    to: "#invoices",
  },
  {
    label: "Extend a trial",
    keywords: "days longer",
    icon: <CalendarPlus aria-hidden />,
    to: "?act=extendTrial",
  },
  {
    label: "Change a customer's plan",
    keywords: "upgrade downgrade subscription interval",
    icon: <ArrowLeftRight aria-hidden />,
    to: "?act=changePlan",
  },
  {
    label: "Override a limit or feature",
    keywords: "raise quota exception unlimited grant entitlement",
    icon: <InfinityIcon aria-hidden />,
    to: "#overrides",
  },
  {
    label: "Sign in as a member",
    keywords: "impersonate impersonation support session view as log in",
    icon: <LogIn aria-hidden />,
    to: "#members",
  },
  {
    label: "Resend an email",
    keywords: "mail delivery invitation",
    icon: <Mail aria-hidden />,
    to: "#emails",
  },
  {
    label: "Suspend an organization",
    keywords: "block lock access disable",
    icon: <Hand aria-hidden />,
    to: "?act=suspend",
  },
  {
    label: "Delete an organization",
    keywords: "erase remove gdpr schedule deletion",
    icon: <Trash2 aria-hidden />,
    to: "?act=deletion",
  },
];
