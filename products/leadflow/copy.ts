import type { CatalogInput } from "@/lib/catalog/types";
import { formatPercent } from "@/lib/numbers";
import { thresholds } from "./thresholds";

const { warning, critical, hard, graceDays } = thresholds;

/** The copy of Leadflow's marketing pages. */
export const copy: CatalogInput["copy"] = {
  tagline: "Every inquiry in your inbox becomes a lead",
  description:
    "Leadflow reads your sales inbox, finds the people who want to buy, and drafts a reply for each one. It runs on your own computer, and your mail never leaves it.",
  hero: {
    eyebrow: "For teams that sell by email",
    title: "Your next customer is already in your inbox",
    lead: "Leadflow watches your mailbox, works out who's asking, which company they're with and what they want, and drafts a reply to every lead. You review, edit and send.",
    proof: ["No credit card required", "Connected in 10 minutes", "Your mail stays with you"],
  },
  personas: [
    {
      role: "Founder",
      title: "Stop losing the inquiry that came in on Friday",
      body: "Every message is read within a minute. You see who wrote, what they want and what to reply.",
      points: ["New leads on one page", "Reply drafts ready to edit", "Your mailbox stays untouched"],
    },
    {
      role: "Sales lead",
      title: "See leads, not a shared inbox",
      body: "Newsletters, bounces and out-of-office replies never reach the list. Two messages from the same person make one lead.",
      points: ["Company and phone filled in", "Labeled by intent", "CSV export for your CRM"],
    },
    {
      role: "Assistant",
      title: "Answer in two minutes instead of ten",
      body: "Start with a draft that already has the name, the request and your wording. Adjust it and send.",
      points: ["Templates by intent", "Your own words", "You always hit send"],
    },
    {
      role: "IT",
      title: "One small program, no copy of your mail",
      body: "It runs on your own machine and keeps your leads in a single file. Only counts leave the building: the number of emails, drafts and leads.",
      points: [
        "IMAP or a folder of files",
        "Works offline, catches up later",
        "Restarts without losing or double-counting",
      ],
    },
  ],
  highlightsHeading: {
    title: "Less sorting, more selling",
    lead: "What changes once every inquiry has a lead and a draft.",
  },
  highlights: [
    {
      title: "Quick to connect",
      body: "Set the mailbox and the key, start the program, and the first leads appear.",
      figure: "10 min",
      figureLabel: "from sign-up to first lead",
      chart: { kind: "clock", minutes: 10 },
      source: "Guided setup: mailbox, key, start",
    },
    {
      title: "No noise",
      body: "Automated mail is recognized by its headers and sender, so your list contains only people.",
      figure: "6 kinds",
      figureLabel: "of automated mail filtered out",
      chart: {
        kind: "names",
        names: ["Newsletters", "Bounces", "Out of office", "No-reply", "Mailing lists", "Auto-replies"],
        crossedOut: true,
      },
      source: "RFC 3834 headers and the sender's address",
    },
    {
      title: "Counted once",
      body: "Counts are kept in a file until we confirm them. No crash or outage loses or repeats one.",
      figure: "0",
      figureLabel: "counts lost in an outage",
      chart: {
        kind: "bars",
        bars: [
          { label: "Counted", value: 60, text: "60" },
          { label: "Confirmed", value: 60, text: "60" },
        ],
      },
      source: "Leadflow's tests: 60 emails, both sides killed",
    },
    {
      title: "Time back",
      body: "Your value report turns emails read and replies drafted into hours saved, using your own numbers, and shows what they're worth.",
      figure: "2 min",
      figureLabel: "saved per message, by default",
      chart: { kind: "clock", minutes: 2 },
      source: "The value report's default; you set your own",
    },
    {
      title: "A price per lead",
      body: "See what each lead costs you, month by month, and compare it with your ad spend.",
      figure: "$0.08",
      figureLabel: "per lead at the Team plan's limit",
      chart: {
        kind: "bars",
        bars: [
          { label: "Solo", value: 38, text: "$0.38" },
          { label: "Team", value: 8, text: "$0.08" },
          { label: "Business", value: 1, text: "$0.01" },
        ],
      },
      source: "Monthly price by the plan's leads",
    },
    {
      title: "Your own AI, or none",
      body: "Drafts come from templates. Connect an AI endpoint of your choice if you like, and turn it off whenever you want.",
      figure: "Off",
      figureLabel: "by default",
      chart: { kind: "names", names: ["Your templates", "Your words", "You hit send"] },
      source: "The program's settings",
    },
  ],
  testimonials: [
    {
      quote:
        "On the first day, we found three unanswered inquiries from the month before. One of them is now our largest customer.",
      name: "Renata Alves",
      role: "Owner",
      company: "Alves Event Rentals (9 employees)",
      result: { value: "3", label: "lost inquiries found on day one" },
    },
    {
      quote: "I used to spend my mornings sorting a shared inbox. Now I open a list of people and start replying.",
      name: "Derek Hume",
      role: "Sales coordinator",
      company: "Hume & Daughters Roofing (22 employees)",
      result: { value: "9 hrs", label: "of sorting saved a week, worth 19 times the plan" },
    },
    {
      quote: "It runs on a small machine in our own rack. For our auditors, that settled the question.",
      name: "Ingrid Solberg",
      role: "IT manager",
      company: "Fjord Logistics (140 employees)",
      result: { value: "0", label: "messages that left the building" },
    },
  ],
  ledger: {
    title: "Every email ends up somewhere",
    lead: "What was read, less what isn't from a person, is your list of leads. The program keeps each message's outcome, so you can look up any of them.",
    unit: { name: "emails" },
    caption: "A sales inbox in November",
    opening: { label: "Emails read", amount: 1_248 },
    steps: [
      { label: "Newsletters and lists", amount: -611 },
      { label: "Bounces and auto-replies", amount: -197 },
      { label: "From people who were leads already", amount: -302 },
    ],
    closing: "New leads",
  },
  usageExamples: [
    { name: "One inbox", usage: { emails_processed: 600, ai_responses: 120, leads_created: 40 } },
    { name: "A sales team", usage: { emails_processed: 6_000, ai_responses: 1_500, leads_created: 700 } },
    {
      name: "An inbox that is the front door",
      usage: { emails_processed: 120_000, ai_responses: 30_000, leads_created: 21_000 },
    },
  ],
  returns: {
    lead: "The same formula as your value report, before you've signed up. Set your own numbers.",
    inputs: [
      {
        key: "emails",
        label: "Emails a month",
        unit: { one: "email", other: "emails" },
        value: 1_200,
        max: 200_000,
        step: 50,
      },
      {
        key: "perEmail",
        label: "Minutes to sort one",
        unit: { one: "minute", other: "minutes" },
        value: 2,
        max: 30,
        step: 0.5,
      },
      {
        key: "replies",
        label: "Replies a month",
        unit: { one: "reply", other: "replies" },
        value: 130,
        max: 100_000,
        step: 10,
      },
      {
        key: "perReply",
        label: "Minutes a draft saves",
        unit: { one: "minute", other: "minutes" },
        value: 5,
        max: 60,
        step: 0.5,
      },
      { key: "rate", label: "Cost per hour", unit: "money", value: 40, max: 300 },
    ],
    gains: [
      {
        label: "Sorting",
        how: "Emails × minutes ÷ 60 × cost per hour",
        factors: ["emails", "perEmail", 1 / 60, "rate"],
      },
      {
        label: "Writing",
        how: "Replies × minutes ÷ 60 × cost per hour",
        factors: ["replies", "perReply", 1 / 60, "rate"],
      },
    ],
  },
  figures: [
    { value: "1 minute", label: "from email to lead" },
    { value: "4", label: "intents recognized" },
    { value: "1 file", label: "holds all of your leads" },
    { value: "0", label: "messages we store" },
  ],
  matrix: [
    {
      group: "Monthly limits",
      rows: [
        { name: "Emails processed", from: { meter: "emails_processed" } },
        { name: "Reply drafts", from: { meter: "ai_responses" } },
        { name: "Leads", from: { meter: "leads_created" } },
        {
          name: "Beyond the limits",
          from: {
            text: { solo: "Pauses, nothing lost", team: "Pauses, nothing lost", business: "Metered, no pause" },
          },
        },
        { name: "Team members", from: { text: { solo: "Unlimited", team: "Unlimited", business: "Unlimited" } } },
      ],
    },
    {
      group: "Mail",
      rows: [
        { name: "IMAP mailbox", from: { feature: "imap_mailbox" } },
        { name: "Folder of .eml files", from: { feature: "eml_folder" } },
        { name: "Automated mail filter", from: { feature: "noise_filter" } },
      ],
    },
    {
      group: "Leads",
      rows: [
        { name: "Company and phone", from: { feature: "contact_details" } },
        { name: "Intent", from: { feature: "intent" } },
        { name: "One lead per person", from: { feature: "deduplication" } },
        { name: "CSV export", from: { feature: "lead_export" } },
      ],
    },
    {
      group: "Replies",
      rows: [
        { name: "Drafts from templates", from: { feature: "reply_templates" } },
        { name: "Your own templates", from: { feature: "own_templates" } },
        { name: "Your own AI endpoint", from: { feature: "ai_endpoint" } },
        {
          name: "Who sends replies",
          from: { text: { solo: "You", team: "You", business: "You" } },
        },
      ],
    },
    {
      group: "Reports",
      rows: [
        { name: "Value report", from: { feature: "value_report" } },
        { name: "Monthly summary and statement", from: { feature: "monthly_summary" } },
      ],
    },
    {
      group: "Platform and support",
      rows: [
        { name: "API access", from: { feature: "api_access" } },
        {
          name: "Two-factor authentication",
          from: { text: { solo: "Included", team: "Included", business: "Included" } },
        },
        { name: "SSO / SAML", from: { feature: "sso_saml" } },
        { name: "Email support", from: { feature: "email_support" } },
        { name: "Priority support", from: { feature: "priority_support" } },
        {
          name: "Data access after you cancel",
          from: { text: { solo: "View and export", team: "View and export", business: "View and export" } },
        },
      ],
    },
  ],
  faqs: [
    {
      question: "How does the free trial work?",
      answer:
        "You get 14 days of the plan you choose, with all of its features and limits. No credit card required. If you haven't bought a plan when the trial ends, your account becomes read-only and the program pauses. Your leads stay in your file.",
    },
    {
      question: "Where does my mail go?",
      answer:
        "Nowhere. The program reads it on your own machine and keeps your leads in a file there. We only receive counts: the number of emails, drafts and leads. If you connect an AI endpoint, the text of your messages goes to that endpoint, and nowhere else.",
    },
    {
      question: "Does Leadflow send replies for me?",
      answer: "No. It writes drafts. You read, edit and send them from your own mail program.",
    },
    {
      question: "Which mailboxes work?",
      answer:
        "Any mailbox with IMAP access and a password or app password, and any folder of .eml files. The mailbox is opened read-only.",
    },
    {
      question: "What counts as a lead?",
      answer:
        "Anyone who writes to you for the first time. Another message from the same address updates the lead and doesn't count again. Automated mail never counts as a lead.",
    },
    {
      question: "What happens when I reach a limit?",
      answer: `We notify you at ${formatPercent(warning)} and ${formatPercent(critical)}. At 100% you have a ${graceDays}-day grace period, up to ${formatPercent(hard)} of the limit. Then the program pauses, keeps every message for later, and resumes as soon as you upgrade or a new month starts. Business never pauses: usage beyond the limits is billed as overage.`,
    },
    {
      question: "What does overage cost on Business?",
      answer: "$0.02 per 10 emails, $0.01 per reply draft and $0.05 per lead, added to your next invoice.",
    },
    {
      question: "What if the program or your service goes down?",
      answer:
        "The program stores its counts and reports them later, each exactly once. If it can't reach our service, it keeps working within what was left of your limits.",
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
      question: "What happens if a payment fails?",
      answer:
        "We'll email you and retry. After the third failed attempt, your account becomes read-only. Full access returns within minutes of payment.",
    },
    {
      question: "Can I cancel at any time?",
      answer:
        "Yes, on the billing page, no phone call needed. Your plan stays active until the end of the period you've paid for.",
    },
  ],
  company: {
    legalName: "Leadflow Software, Inc.",
    address: "88 Harbor Street, Suite 210, Portland, ME 04101, United States",
    email: "hello@leadflow.example",
  },
};
