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
      chart: { kind: "clock", minutes: 10 },
      source: "Guided import: upload, map columns, run",
    },
    {
      title: "Seven models",
      body: "First touch, last touch, linear, time decay, position based, Markov chain and Shapley value, on the same journeys.",
      figure: "7",
      figureLabel: "attribution models",
      chart: {
        kind: "names",
        names: ["First touch", "Last touch", "Linear", "Time decay", "Position", "Markov", "Shapley"],
      },
      source: "The plan comparison",
    },
    {
      title: "No lost cents",
      body: "Credit is split by largest remainder, so the channels add up to your conversions exactly, refunds included.",
      figure: "$0.00",
      figureLabel: "difference between credit and revenue",
      chart: {
        kind: "bars",
        bars: [
          { label: "Revenue", value: 100, text: "$48,200.00" },
          { label: "Credit", value: 100, text: "$48,200.00" },
        ],
      },
      source: "Origin's tests: every model, on random journeys",
    },
    {
      title: "Built for real volume",
      body: "Journeys are read as a stream, so a run over a million touchpoints needs no bigger server.",
      figure: "1M",
      figureLabel: "touchpoints in one run",
      chart: { kind: "squares", filled: 100, of: 100, columns: 20 },
      source: "Origin's benchmark, each square 10,000 touchpoints",
    },
    {
      title: "Share without seats",
      body: "Send a client a read-only report that ends when the engagement does. Revoke it at any time.",
      figure: "1 link",
      figureLabel: "per report, with an end date",
      chart: { kind: "names", names: ["Slide deck", "Exported file", "Extra seat"], crossedOut: true },
      source: "What one link replaces",
    },
    {
      title: "Pay for runs, not for traffic",
      body: "Touchpoints, conversions and team members are unlimited. Scale continues past its limit at a cent a run.",
      figure: "$0.01",
      figureLabel: "per run beyond 25,000",
      chart: {
        kind: "slope",
        from: { label: "25,000 runs", value: 199, text: "$199" },
        to: { label: "35,000 runs", value: 299, text: "$299" },
      },
      source: "The Scale plan's price, per month",
    },
  ],
  testimonials: [
    {
      quote:
        "Last click told us to cut display. Position based showed it opened a third of our best journeys. We kept it, and pipeline grew.",
      name: "Priya Raman",
      role: "Head of growth",
      company: "Fernway Outdoor (90 employees)",
      result: { value: "+21%", label: "pipeline in the quarter after moving the budget" },
    },
    {
      quote:
        "Our finance lead checked the totals against the ledger before she looked at a single chart. They matched to the cent.",
      name: "Tom Beckett",
      role: "Marketing director",
      company: "Larkspur Health (140 employees)",
      result: { value: "$0.00", label: "between Origin's revenue and the ledger's" },
    },
    {
      quote: "Clients get a link instead of a slide deck, and it ends with the contract. That's an hour a week back.",
      name: "Ana Lopez",
      role: "Managing partner",
      company: "Cobalt & Pine (18 employees)",
      result: { value: "4 hrs", label: "a month back, worth more than the plan costs" },
    },
  ],
  ledger: {
    title: "Credit that ends at your revenue",
    lead: "Each channel's credit is a part of conversions that were booked. Add the channels and you get the revenue, refunds included, whichever model you choose.",
    unit: { money: "usd" },
    caption: "November, position based, 60-day look-back",
    opening: { label: "Paid search", amount: 1_843_217 },
    steps: [
      { label: "Email", amount: 1_120_540 },
      { label: "Paid social", amount: 964_883 },
      { label: "Organic search", amount: 731_900 },
      { label: "Direct", amount: 287_460 },
      { label: "Refunds", amount: -128_000 },
    ],
    closing: "Revenue in your ledger",
  },
  usageExamples: [
    { name: "One site, once a day", usage: { attribution_runs: 30, models: 1, users: 2 } },
    { name: "A team with three models", usage: { attribution_runs: 2_000, models: 3, users: 8 } },
    { name: "An agency with many clients", usage: { attribution_runs: 40_000, models: 7, users: 25 } },
  ],
  returns: {
    lead: "Set your own numbers. Origin moves no budget: it shows you where moving one pays.",
    inputs: [
      { key: "spend", label: "Media budget a month", unit: "money", value: 20_000, max: 1_000_000, step: 500 },
      {
        key: "moved",
        label: "Share of it you'd move, in percent",
        unit: { one: "percent", other: "percent" },
        value: 5,
        max: 100,
      },
      {
        key: "better",
        label: "How much better it works there, in percent",
        unit: { one: "percent", other: "percent" },
        value: 25,
        max: 300,
      },
      {
        key: "hours",
        label: "Hours saved on reports a month",
        unit: { one: "hour", other: "hours" },
        value: 6,
        max: 200,
      },
      { key: "rate", label: "Cost per hour", unit: "money", value: 45, max: 300 },
    ],
    gains: [
      {
        label: "Budget that works harder",
        how: "Budget × share moved × how much better",
        factors: ["spend", "moved", 0.01, "better", 0.01],
      },
      { label: "Time on reports", how: "Hours × cost per hour", factors: ["hours", "rate"] },
    ],
  },
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
