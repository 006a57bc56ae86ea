import type { CatalogInput } from "@/lib/catalog/types";
import { formatPercent } from "@/lib/numbers";
import { thresholds } from "./thresholds";

const { warning, critical, hard, graceDays } = thresholds;

/** The copy of Origin's marketing pages. */
export const copy: CatalogInput["copy"] = {
  tagline: "Marketing attribution that adds up to the cent",
  description:
    "Origin credits every conversion to the channels that earned it, by seven attribution models, and sets it against what each channel cost. Import a CSV and see your channel ROI the same afternoon.",
  hero: {
    eyebrow: "Attribution and ROI for teams that spend $5,000 to $500,000 a month",
    title: "Know which channel earned the sale",
    lead: "Send touchpoints, conversions and spend. Origin replays every journey through the model you choose, and the credit always adds up to your revenue, to the cent.",
    proof: ["No credit card required", "Free plan after the trial", "First report from a CSV file"],
    picture: {
      light: "/screenshots/origin/dashboard-light.png",
      dark: "/screenshots/origin/dashboard-dark.png",
      width: 2880,
      height: 1800,
    },
  },
  personas: [
    {
      role: "Head of marketing",
      title: "Defend the budget with numbers finance accepts",
      body: "Revenue, spend, return and cost per acquisition for every channel, from the conversions your finance team booked.",
      points: ["Credit equals revenue, to the cent", "Compare models side by side", "Read-only reports for the board"],
    },
    {
      role: "Performance marketer",
      title: "See a channel slip before the month is spent",
      body: "Set the return each channel has to keep. When one falls below it, you get an email the next day, while you can still move the budget.",
      points: ["Return and cost per acquisition by channel", "ROI alerts by email", "Spend by CSV or by hand"],
    },
    {
      role: "Analyst",
      title: "Check the model instead of trusting it",
      body: "Published methods, tested against published results: removal effects for Markov chains, exact Shapley values, half-lives you choose.",
      points: ["Seven documented models", "Look-back up to 180 days", "Every run kept and exportable"],
    },
    {
      role: "Developer",
      title: "Send events once, even if you send them twice",
      body: "Batches of 1,000 with your own IDs. A retry changes nothing, and merging two visitors takes one call.",
      points: ["Idempotent by design", "OpenAPI 3.1 and a typed client", "Clear errors for each event"],
    },
  ],
  highlightsHeading: {
    title: "Numbers you can check",
    lead: "What Origin does with your data, and what it costs you.",
  },
  highlights: [
    {
      title: "From file to report",
      body: "Map the columns once. Byte order marks, semicolons, Excel dates and unclosed quotes are handled, and every bad row is listed with the reason.",
      figure: "10 min",
      figureLabel: "from CSV file to channel ROI",
    },
    {
      title: "Seven models",
      body: "First touch, last touch, linear, time decay, position based, Markov chain and Shapley value, on the same journeys.",
      figure: "7",
      figureLabel: "attribution models",
    },
    {
      title: "No lost cents",
      body: "Credit is split by largest remainder, so the channels add up to your conversions exactly, refunds included.",
      figure: "$0.00",
      figureLabel: "difference between credit and revenue",
    },
    {
      title: "Built for real volume",
      body: "Journeys are read as a stream, so a run over a million touchpoints needs no bigger server.",
      figure: "1M",
      figureLabel: "touchpoints in one run",
    },
    {
      title: "Share without seats",
      body: "Send a client a read-only report that ends when the engagement does. Revoke it at any time.",
      figure: "1 link",
      figureLabel: "per report, with an end date",
    },
    {
      title: "Pay for runs, not for traffic",
      body: "Touchpoints, conversions and team members are unlimited. Scale continues past its limit at a cent a run.",
      figure: "$0.01",
      figureLabel: "per run beyond 25,000",
    },
  ],
  testimonials: [
    {
      quote:
        "Last click told us to cut display. Position based showed it opened a third of our best journeys. We kept it, and pipeline grew.",
      name: "Priya Raman",
      role: "Head of growth",
      company: "Fernway Outdoor (90 employees)",
    },
    {
      quote:
        "Our finance lead checked the totals against the ledger before she looked at a single chart. They matched to the cent.",
      name: "Tom Beckett",
      role: "Marketing director",
      company: "Larkspur Health (140 employees)",
    },
    {
      quote: "Clients get a link instead of a slide deck, and it ends with the contract. That's an hour a week back.",
      name: "Ana Lopez",
      role: "Managing partner",
      company: "Cobalt & Pine (18 employees)",
    },
  ],
  figures: [
    { value: "620", label: "marketing teams use Origin" },
    { value: "$1.4B", label: "revenue attributed last year" },
    { value: "210M", label: "touchpoints in journeys" },
    { value: "99.98%", label: "uptime over the last 12 months" },
  ],
  matrix: [
    {
      group: "Capacity",
      rows: [
        { name: "Attribution runs per month", from: { meter: "attribution_runs" } },
        {
          name: "Runs beyond the plan",
          from: { text: { free: "Not available", pro: "Not available", scale: "$0.01 per run" } },
        },
        { name: "Models in use", from: { meter: "models" } },
        { name: "Look-back window", from: { text: { free: "7 days", pro: "60 days", scale: "180 days" } } },
        { name: "Users", from: { meter: "users" } },
      ],
    },
    {
      group: "Attribution models",
      rows: [
        { name: "First touch", from: { feature: "first_touch" } },
        { name: "Last touch", from: { feature: "last_touch" } },
        { name: "Linear", from: { feature: "linear" } },
        { name: "Time decay", from: { feature: "time_decay" } },
        { name: "Position based", from: { feature: "position_based" } },
        { name: "Markov chain", from: { feature: "markov" } },
        { name: "Shapley value", from: { feature: "shapley" } },
      ],
    },
    {
      group: "Data",
      rows: [
        { name: "Data API", from: { feature: "api_access" } },
        { name: "CSV import", from: { feature: "csv_import" } },
        { name: "Visitor merging", from: { feature: "identity_merging" } },
        {
          name: "Touchpoints and conversions",
          from: { text: { free: "Unlimited", pro: "Unlimited", scale: "Unlimited" } },
        },
      ],
    },
    {
      group: "Reports",
      rows: [
        { name: "Journeys explorer", from: { feature: "journeys" } },
        { name: "Channel ROI", from: { feature: "channel_roi" } },
        { name: "Model comparison", from: { feature: "model_comparison" } },
        { name: "CSV export", from: { feature: "csv_export" } },
        { name: "Shared ROI reports", from: { feature: "roi_reports" } },
        { name: "ROI alerts", from: { feature: "roi_alerts" } },
      ],
    },
    {
      group: "Support and security",
      rows: [
        { name: "Support", from: { text: { free: "Email", pro: "Priority email", scale: "Priority email" } } },
        { name: "SSO / SAML", from: { feature: "sso_saml" } },
      ],
    },
  ],
  faqs: [
    {
      question: "How does the free trial work?",
      answer:
        "You get 14 days of the plan you choose, with all of its features and limits. No credit card required. If you haven't bought a plan when the trial ends, you move to the Free plan and keep all of your data.",
    },
    {
      question: "Do I need a credit card to start?",
      answer: "No. All you need is a work email address. We'll ask for a card when you buy a plan.",
    },
    {
      question: "What is an attribution run?",
      answer:
        "One calculation: a model over a range of days, with a look-back window and, if you like, one type of conversion. Its result is kept, and opening it again doesn't count. A journey scored over the API counts as one run.",
    },
    {
      question: "What counts as a model in use?",
      answer:
        "A model counts from its first run until you remove it on the models page. Removing one keeps its results and makes room for another.",
    },
    {
      question: "What happens when we reach a limit?",
      answer: `We notify you at ${formatPercent(warning)} and ${formatPercent(critical)} of your runs. At 100% you get a ${graceDays}-day grace period, up to ${formatPercent(hard)} of the limit. On Scale, runs continue at $0.01 each. Runs reset on the first of the month.`,
    },
    {
      question: "Which data do you need?",
      answer:
        "Touchpoints (visitor, channel, time), conversions (visitor, value, time) and what each channel cost by day. Send them with the API or as CSV files. You don't need to send names or email addresses.",
    },
    {
      question: "Can I change plans later?",
      answer:
        "Yes, at any time on the billing page. Upgrades take effect right away, and you pay only the prorated difference. Downgrades take effect at the end of your billing period.",
    },
    {
      question: "How do I pay, and do I save with annual billing?",
      answer:
        "Pay by card, monthly or annually. Annual billing saves 10%. Every invoice is available as a PDF on your billing page.",
    },
    {
      question: "Is our data secure, and can we take it with us?",
      answer:
        "Each customer's data is isolated at the database level, connections are encrypted, and every administrative action is recorded in an audit log. You can export everything at any time, even after you cancel.",
    },
    {
      question: "Can we cancel at any time?",
      answer:
        "Yes, on the billing page, no phone call needed. Your plan stays active until the end of the period you've paid for, then you move to the Free plan. Your data stays.",
    },
  ],
  company: {
    legalName: "Origin Analytics, Inc.",
    address: "88 Ferry Street, Suite 210, Portland, ME 04101, United States",
    email: "hello@origin.example",
  },
};
