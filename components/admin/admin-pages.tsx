import {
  Bell,
  Building2,
  ChartLine,
  DatabaseBackup,
  FileChartColumn,
  Headset,
  Inbox,
  KeyRound,
  LayoutDashboard,
  LifeBuoy,
  ListChecks,
  Scale,
  ScrollText,
  ShieldUser,
  Webhook,
} from "lucide-react";
import type { ReactNode } from "react";

/** A page of the admin area, in the navigation and in the palette. */
type AdminPage = {
  href: string;
  label: string;
  icon: ReactNode;
  /** Other words the palette finds it by. */
  keywords: string;
  /** Marked as current only on its own page, not on pages below it. */
  exact?: boolean;
};

export const adminPages: readonly AdminPage[] = [
  { href: "/admin", label: "Overview", icon: <LayoutDashboard />, keywords: "home dashboard mrr kpi", exact: true },
  {
    href: "/admin/analytics",
    label: "Analytics",
    icon: <ChartLine />,
    keywords: "growth movements cohorts churn funnel projection",
  },
  {
    href: "/admin/organizations",
    label: "Organizations",
    icon: <Building2 />,
    keywords: "customers companies accounts",
  },
  { href: "/admin/reports", label: "Reports", icon: <FileChartColumn />, keywords: "monthly revenue print pdf month" },
  { href: "/admin/alerts", label: "Alerts", icon: <Bell />, keywords: "notifications warnings thresholds mute" },
  {
    href: "/admin/support",
    label: "Support requests",
    icon: <LifeBuoy />,
    keywords: "help contact messages tickets inbox answer reply",
  },
  {
    href: "/admin/support-sessions",
    label: "Support sessions",
    icon: <Headset />,
    keywords: "impersonation sign in as view as",
  },
  { href: "/admin/audit-log", label: "Audit log", icon: <ScrollText />, keywords: "history who changed security" },
  {
    href: "/admin/privacy",
    label: "Privacy",
    icon: <ShieldUser />,
    keywords: "gdpr personal data retention deletion processing settings",
  },
  { href: "/admin/stripe-events", label: "Stripe events", icon: <Inbox />, keywords: "webhooks incoming log" },
  { href: "/admin/webhooks", label: "Webhooks", icon: <Webhook />, keywords: "outgoing endpoints" },
  { href: "/admin/reconciliation", label: "Reconciliation", icon: <Scale />, keywords: "mismatch stripe compare" },
  { href: "/admin/jobs", label: "Jobs", icon: <ListChecks />, keywords: "queues worker background" },
  {
    href: "/admin/exports",
    label: "Exports",
    icon: <DatabaseBackup />,
    keywords: "warehouse nightly csv ndjson download bigquery snowflake etl",
  },
  { href: "/admin/platform-keys", label: "Platform keys", icon: <KeyRound />, keywords: "api tokens secrets" },
];
