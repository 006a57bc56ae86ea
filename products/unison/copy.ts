import type { CatalogInput } from "@/lib/catalog/types";
import { formatPercent } from "@/lib/numbers";
import { thresholds } from "./thresholds";

const { warning, critical, graceDays } = thresholds;

const reported = "Reported by customers after six months on Unison";

/** What people at the company do for a customer, rather than the software. */
const byArrangement = { text: { starter: "–", professional: "–", enterprise: "By arrangement" } };

/** The copy of Unison's marketing pages. */
export const copy: CatalogInput["copy"] = {
  tagline: "Shop-floor software for small manufacturers",
  description:
    "Unison runs work orders, scheduling, inventory and quality for manufacturers with 5 to 500 employees. Set up a plant in 10 minutes, with departments, lanes and shifts already in place.",
  hero: {
    eyebrow: "Production software for manufacturers with 5 to 500 employees",
    title: "Configure your shop floor in hours, not months",
    lead: "Add a plant and its departments, lanes and shifts are ready. Release your first work order before lunch, and know where every job stands by the end of the shift.",
    proof: ["No credit card required", "First plant in 10 minutes", "Your data stays yours"],
  },
  personas: [
    {
      role: "Plant manager",
      title: "Know the state of your plant without walking the floor",
      body: "See every order, lane and shift in one place, along with which jobs will be late and why.",
      points: ["At-risk orders flagged early", "Load by lane and day", "One view across all plants"],
    },
    {
      role: "Supervisor",
      title: "Hand over a shift in 2 minutes instead of 20",
      body: "The board shows what's running, what's waiting and what's blocked. The next shift picks up exactly where yours left off.",
      points: ["Move work between lanes", "Blocked jobs with a reason", "Shift notes kept with the order"],
    },
    {
      role: "Inspector",
      title: "Log an NCR in 30 seconds, not 15 minutes",
      body: "Open a non-conformance right from the work order. The order, its product and its department are already filled in.",
      points: [
        "Inspection plans for your industry",
        "Disposition and cost in one place",
        "Results kept with the work order",
      ],
    },
    {
      role: "Operator",
      title: "See the next job and everything you need to run it",
      body: "One board for all lanes: what to make next, with its drawing, material and checks. Start and finish with one tap.",
      points: ["Works on any tablet or phone", "No training day", "Report scrap and quantity at the machine"],
    },
  ],
  highlightsHeading: {
    title: "Results after six months",
    lead: "Average results reported by customers who have used the product for more than six months.",
  },
  highlights: [
    {
      title: "Live in an afternoon",
      body: "A new plant comes with four departments, three lanes and a day shift. Rename what you need and get started.",
      figure: "10 min",
      figureLabel: "from sign-up to first work order",
      chart: { kind: "clock", minutes: 10 },
      source: "Guided setup: company, plant, first order",
    },
    {
      title: "Fewer late orders",
      body: "Scheduling weighs capacity and due dates together and flags what's going to slip while you can still act.",
      figure: "−38%",
      figureLabel: "late orders after one quarter",
      chart: {
        kind: "slope",
        from: { label: "Before", value: 100, text: "100" },
        to: { label: "After a quarter", value: 62, text: "62" },
      },
      source: reported,
    },
    {
      title: "Less scrap",
      body: "Report non-conformances where they happen, so the next part doesn't repeat the same mistake.",
      figure: "−22%",
      figureLabel: "scrap cost in the first six months",
      chart: {
        kind: "bars",
        bars: [
          { label: "Before", value: 100, text: "100" },
          { label: "After", value: 78, text: "78" },
        ],
      },
      source: reported,
    },
    {
      title: "Inventory you can trust",
      body: "Record what each order uses, costed by FIFO, LIFO or weighted average to match your books to the cent.",
      figure: "99.2%",
      figureLabel: "inventory accuracy at year-end count",
      chart: { kind: "squares", filled: 124, of: 125, columns: 25 },
      source: "Reported by customers: counted items that match the record",
    },
    {
      title: "Shorter meetings",
      body: "The morning stand-up runs from one board. No one spends an hour collecting status in a spreadsheet.",
      figure: "5 hrs",
      figureLabel: "saved per supervisor, every week",
      chart: { kind: "squares", filled: 5, of: 40, columns: 8 },
      source: reported,
    },
    {
      title: "Priced for small shops",
      body: "Get what the big suites sell for less than a day of their consulting. A 10-person shop can start today.",
      figure: "1/10",
      figureLabel: "of the first-year cost of SAP",
      chart: {
        kind: "bars",
        bars: [
          { label: "Large suite", value: 10, text: "10" },
          { label: "Unison", value: 1, text: "1" },
        ],
      },
      source: "Reported by customers who had a quote from SAP",
    },
  ],
  testimonials: [
    {
      quote:
        "The big-system vendor quoted us four months. With Unison, our first lane was live the same afternoon and the whole plant by Friday.",
      name: "Karen Lindqvist",
      role: "Plant manager",
      company: "Halvorsen Precision (64 employees)",
      result: { value: "4 days", label: "to get a whole plant live. Others quoted four months." },
    },
    {
      quote:
        "Shift handover used to be a clipboard and a guess. Now second shift starts right where first shift stopped.",
      name: "Miguel Arroyo",
      role: "Second-shift supervisor",
      company: "Tri-County Fabrication (38 employees)",
      result: { value: "3.2×", label: "the subscription's cost, saved in supervisors' time alone" },
    },
    {
      quote: "The auditor asked about one order. I had its checks and material on screen before he found his pen.",
      name: "Denise Okafor",
      role: "Quality lead",
      company: "Beacon Castings (120 employees)",
      result: { value: "$2,900", label: "saved a month in scrap and audit preparation" },
    },
  ],
  ledger: {
    title: "Stock that ends where the count ends",
    lead: "Receipts, issues and scrap are movements in a ledger. Add them to the opening stock and you get the closing stock, for every material, plant and day.",
    unit: { name: "kg" },
    caption: "Steel sheet 3 mm, Plant Detroit, November",
    opening: { label: "Opening stock, Nov 1", amount: 4_180 },
    steps: [
      { label: "Received from supplier", amount: 2_600 },
      { label: "Issued to work orders", amount: -3_415 },
      { label: "Returned from work orders", amount: 120 },
      { label: "Scrapped", amount: -65 },
    ],
    closing: "Closing stock, Nov 30",
  },
  usageExamples: [
    { name: "One small shop", usage: { users: 3, plants: 1, storage_gb: 5, work_orders: 150, api_calls: 0 } },
    {
      name: "40 people in 3 plants",
      usage: { users: 40, plants: 3, storage_gb: 60, work_orders: 2_000, api_calls: 0 },
    },
    {
      name: "A group with its own ERP",
      usage: { users: 150, plants: 8, storage_gb: 400, work_orders: 20_000, api_calls: 250_000 },
    },
  ],
  returns: {
    lead: "Enter your own numbers. Start low: if it pays off with cautious ones, it pays off.",
    inputs: [
      { key: "supervisors", label: "Supervisors", unit: { one: "person", other: "people" }, value: 4, max: 100 },
      {
        key: "hours",
        label: "Hours saved per supervisor a week",
        unit: { one: "hour", other: "hours" },
        value: 2,
        max: 20,
        step: 0.5,
      },
      { key: "rate", label: "Cost per hour", unit: "money", value: 38, max: 200 },
      {
        key: "reports",
        label: "Non-conformances a month",
        unit: { one: "report", other: "reports" },
        value: 30,
        max: 1_000,
      },
      {
        key: "minutes",
        label: "Minutes saved per report",
        unit: { one: "minute", other: "minutes" },
        value: 10,
        max: 60,
      },
    ],
    gains: [
      {
        label: "Supervisors' time",
        how: "Supervisors × hours × 4.33 weeks × cost per hour",
        factors: ["supervisors", "hours", 4.33, "rate"],
      },
      {
        label: "Quality paperwork",
        how: "Reports × minutes ÷ 60 × cost per hour",
        factors: ["reports", "minutes", 1 / 60, "rate"],
      },
    ],
  },
  figures: [
    { value: "1,140", label: "plants run on Unison" },
    { value: "2.6M", label: "work orders completed last year" },
    { value: "27", label: "countries" },
    { value: "99.98%", label: "uptime over the last 12 months" },
  ],
  matrix: [
    {
      group: "Capacity",
      rows: [
        { name: "Users", from: { meter: "users" } },
        { name: "Plants", from: { meter: "plants" } },
        { name: "Storage", from: { meter: "storage_gb" } },
        { name: "Work orders per month", from: { meter: "work_orders" } },
        { name: "API calls per month", from: { meter: "api_calls" } },
      ],
    },
    {
      group: "Production",
      rows: [
        { name: "Production tracking", from: { feature: "production_tracking" } },
        { name: "Work orders", from: { feature: "work_orders" } },
        { name: "Inventory", from: { feature: "inventory" } },
        { name: "Advanced scheduling", from: { feature: "advanced_scheduling" } },
        { name: "Multi-plant", from: { feature: "multi_plant" } },
      ],
    },
    {
      group: "Quality and insights",
      rows: [
        { name: "Quality management", from: { feature: "quality_management" } },
        { name: "Custom fields", from: { feature: "custom_fields" } },
        { name: "Workflow automation", from: { feature: "workflow_automation" } },
        { name: "Basic reporting", from: { feature: "basic_reporting" } },
        { name: "Advanced analytics", from: { feature: "advanced_analytics" } },
      ],
    },
    {
      group: "Platform",
      rows: [
        { name: "API access", from: { feature: "api_access" } },
        {
          name: "CSV export of all data",
          from: { text: { starter: "Included", professional: "Included", enterprise: "Included" } },
        },
        { name: "SSO / SAML", from: { feature: "sso_saml" } },
        { name: "White labeling", from: byArrangement },
        { name: "Dedicated instance", from: byArrangement },
      ],
    },
    {
      group: "Support and services",
      rows: [
        {
          name: "Support",
          from: { text: { starter: "Email", professional: "Priority email", enterprise: "24/7 phone and email" } },
        },
        { name: "Onboarding & training", from: { feature: "onboarding_training" } },
        { name: "Custom development", from: byArrangement },
        {
          name: "Data access after you cancel",
          from: {
            text: {
              starter: "View and export",
              professional: "View and export",
              enterprise: "View and export",
            },
          },
        },
      ],
    },
  ],
  faqs: [
    {
      question: "How does the free trial work?",
      answer:
        "You get 14 days of the plan you choose, with all of its features and limits. No credit card required. If you haven't bought a plan when the trial ends, your account becomes read-only: you can still view and export everything, and nothing is deleted.",
    },
    {
      question: "Do I need a credit card to start?",
      answer: "No. All you need is a work email address. We'll ask for a card when you buy a plan.",
    },
    {
      question: "How long does it take to set up a plant?",
      answer:
        "About 10 minutes. A new plant comes with four departments (Cutting, Welding, Assembly and QC), three lanes and a day shift from 6:00 AM to 2:00 PM. Rename what's different and release your first work order.",
    },
    {
      question: "Can I change plans later?",
      answer:
        "Yes, at any time on the billing page. Upgrades take effect right away, and you pay only the prorated difference. Downgrades take effect at the end of your billing period, and we show you in advance what won't fit.",
    },
    {
      question: "What happens when we reach a limit?",
      answer: `Plants, users and storage stop at their limit until you add capacity or upgrade. Work orders are more flexible: we notify you at ${formatPercent(warning)} and ${formatPercent(critical)}, and at 100% you get a ${graceDays}-day grace period to keep working. Your existing data is never locked.`,
    },
    {
      question: "Can I add capacity without changing plans?",
      answer:
        "Yes. Buy extra users, plants and storage on the billing page, one at a time. You're charged a prorated amount for the rest of your billing period.",
    },
    {
      question: "How do I pay, and do I save with annual billing?",
      answer:
        "Pay by card, monthly or annually. Annual billing saves 10% on plans and add-ons. Every invoice is available as a PDF on your billing page.",
    },
    {
      question: "What happens if a payment fails?",
      answer:
        "We'll email you and retry. After the third failed attempt, your account becomes read-only. Full access returns within minutes of payment.",
    },
    {
      question: "Is our data secure, and can we take it with us?",
      answer:
        "Each customer's data is isolated at the database level, connections are encrypted, and every administrative action is recorded in an audit log. You can export everything at any time, even after you cancel.",
    },
    {
      question: "Can we cancel at any time?",
      answer:
        "Yes, on the billing page, no phone call needed. Your plan stays active until the end of the period you've paid for, then your account becomes read-only. If you come back, everything will be there.",
    },
  ],
  company: {
    legalName: "Unison Manufacturing Software, Inc.",
    address: "410 Foundry Street, Suite 300, Grand Rapids, MI 49503, United States",
    email: "hello@unison.example",
  },
};
