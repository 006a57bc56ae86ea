import type { CatalogInput } from "@/lib/catalog/types";
import { formatCount, formatPercent } from "@/lib/numbers";
import { thresholds } from "./thresholds";

const { call, email, graceDays } = thresholds;

/** The copy of Unison's marketing pages. */
export const copy: CatalogInput["copy"] = {
  tagline: "Shop-floor software for small manufacturers",
  description:
    "Unison runs work orders, scheduling, inventory and quality for manufacturers of 5 to 500 people. Set up a plant in ten minutes, with departments, lanes and shifts already in place.",
  hero: {
    eyebrow: "Production software for 5 to 500 people",
    title: "Configure your shop floor in hours, not months",
    lead: "Departments, lanes and shifts are in place the moment you add a plant. Release the first work order before lunch, and know by the end of the shift where every job stands.",
    proof: ["No credit card", "First plant in ten minutes", "Your data stays yours"],
    picture: {
      light: "/screenshots/unison/dashboard-light.png",
      dark: "/screenshots/unison/dashboard-dark.png",
      width: 2880,
      height: 1800,
    },
  },
  personas: [
    {
      role: "Plant manager",
      title: "Know the state of the plant without walking it",
      body: "Every order, lane and shift on one page, with the three things that will be late and why.",
      points: ["Due-date risk two days ahead", "Load per department and lane", "One view across all plants"],
    },
    {
      role: "Supervisor",
      title: "Hand over a shift in two minutes, not twenty",
      body: "The board shows what runs, what waits and what is blocked. The next shift starts from the same picture.",
      points: ["Drag work between lanes", "Blocked jobs with a reason", "Shift notes that stay with the order"],
    },
    {
      role: "Inspector",
      title: "Catch the defect at the station, not at the customer",
      body: "Open a non-conformance from the work order in front of you. Material, operator and lot are already filled in.",
      points: ["Reports in under a minute", "Disposition and cost in one place", "Full trace from lot to shipment"],
    },
    {
      role: "Operator",
      title: "See the next job, and everything it needs",
      body: "One screen per lane: what to make, from which material, to which drawing. Start, pause and finish with one tap.",
      points: ["Works on any tablet, with gloves", "No training day needed", "Scrap and quantity where you stand"],
    },
  ],
  highlights: [
    {
      title: "Live in an afternoon",
      body: "A new plant comes with four departments, three lanes and a day shift. Rename what differs and begin.",
      figure: "10 min",
      figureLabel: "from sign-up to the first work order",
    },
    {
      title: "Fewer late orders",
      body: "Scheduling looks at load and due dates together and flags what will slip while there is time to act.",
      figure: "−38%",
      figureLabel: "late orders after one quarter",
    },
    {
      title: "Less scrap",
      body: "Non-conformances are written where they happen, so the second part is not made like the first.",
      figure: "−22%",
      figureLabel: "scrap cost in the first six months",
    },
    {
      title: "Inventory that agrees",
      body: "Material is consumed by the order that uses it, costed FIFO, LIFO or weighted average as your books require.",
      figure: "99.2%",
      figureLabel: "stock accuracy at the yearly count",
    },
    {
      title: "Shorter meetings",
      body: "The morning meeting reads from one board. Nobody collects status by spreadsheet any more.",
      figure: "5 h",
      figureLabel: "saved per supervisor and week",
    },
    {
      title: "Priced for a small shop",
      body: "What the large suites sell, for less than one of their consulting days: a price a ten-person shop decides on its own.",
      figure: "1/10",
      figureLabel: "of the first-year cost of a classic MES",
    },
  ],
  testimonials: [
    {
      quote:
        "We had quoted four months for the big system. With Unison the first lane was running the same afternoon, and the whole plant by Friday.",
      name: "Karen Lindqvist",
      role: "Plant manager",
      company: "Halvorsen Precision, 64 people",
    },
    {
      quote: "My hand-over used to be a clipboard and a guess. Now the second shift starts where we stopped.",
      name: "Miguel Arroyo",
      role: "Second-shift supervisor",
      company: "Tri-County Fabrication, 38 people",
    },
    {
      quote: "The auditor asked for one lot. I had its whole history on the screen before he had found his pen.",
      name: "Denise Okafor",
      role: "Quality lead",
      company: "Beacon Castings, 120 people",
    },
  ],
  figures: [
    { value: "1,140", label: "plants on Unison" },
    { value: "2.6 M", label: "work orders finished last year" },
    { value: "27", label: "countries" },
    { value: "99.98%", label: "availability, last twelve months" },
  ],
  matrix: [
    {
      group: "Capacity",
      rows: [
        { name: "Users", from: { meter: "users" } },
        { name: "Plants", from: { meter: "plants" } },
        { name: "Storage", from: { meter: "storage_gb" } },
        { name: "Work orders a month", from: { meter: "work_orders" } },
        { name: "API calls a month", from: { meter: "api_calls" } },
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
      group: "Quality and insight",
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
        { name: "SAP integration", from: { feature: "sap_integration" } },
        { name: "SSO / SAML", from: { feature: "sso_saml" } },
        { name: "White labelling", from: { feature: "white_labelling" } },
        { name: "Dedicated instance", from: { feature: "dedicated_instance" } },
      ],
    },
    {
      group: "Service",
      rows: [
        {
          name: "Support",
          from: { text: { starter: "E-mail", professional: "E-mail, priority", enterprise: "24/7, by phone too" } },
        },
        { name: "Onboarding and training", from: { feature: "onboarding_training" } },
        { name: "Custom development", from: { feature: "custom_development" } },
        {
          name: "Your data after you cancel",
          from: {
            text: {
              starter: "Readable, exportable",
              professional: "Readable, exportable",
              enterprise: "Readable, exportable",
            },
          },
        },
      ],
    },
  ],
  faqs: [
    {
      question: "How does the trial work?",
      answer:
        "You get 14 days of the plan you choose, with all its features and limits, and no card is asked for. When the trial ends and you have not bought a plan, your account becomes read-only: everything stays readable and exportable, and nothing is deleted.",
    },
    {
      question: "Do I need a credit card to start?",
      answer: "No. A work e-mail address is enough. We ask for a card when you buy a plan, and not before.",
    },
    {
      question: "How long does it take to set up a plant?",
      answer:
        "About ten minutes. A new plant comes with four departments (cutting, welding, assembly and quality control), three lanes and a day shift from 06:00 to 14:00. You rename what differs and release your first work order.",
    },
    {
      question: "Can I change plans later?",
      answer:
        "At any time, on the billing page. An upgrade takes effect at once and you pay only the difference for the days that remain. A downgrade takes effect at the end of the period you have paid for, and we show you beforehand what would no longer fit.",
    },
    {
      question: "What happens when we reach a limit?",
      answer: `Plants, users and storage stop at their limit until you add capacity or change plans. Work orders are more forgiving: we notify you at ${formatPercent(call)} and ${formatPercent(email)}, and at the limit a grace period of ${formatCount(graceDays, "day")} starts in which you keep working. You never lose access to what you have recorded.`,
    },
    {
      question: "Can I add capacity without changing plans?",
      answer:
        "Yes. Extra users, plants and storage are sold one by one on the billing page and are charged for the days you use them.",
    },
    {
      question: "How do I pay, and do I save by the year?",
      answer:
        "By card, monthly or yearly. A year costs 10% less than twelve months, for plans and for add-ons alike. Every invoice is a PDF on your billing page.",
    },
    {
      question: "What happens when a payment fails?",
      answer:
        "We write to you and try again. After the third failure the account becomes read-only, and it is back as it was within minutes of the invoice being paid.",
    },
    {
      question: "Is our data safe, and can we take it with us?",
      answer:
        "Each customer's data is kept apart by the database itself, connections are encrypted, and every administrative act is written to an audit log. You can export everything at any time, also after cancelling.",
    },
    {
      question: "Can we cancel at any time?",
      answer:
        "Yes, on the billing page and without a call. The plan runs to the end of the period you have paid for, then the account becomes read-only. Come back whenever you like; everything will be there.",
    },
  ],
  company: {
    legalName: "Unison Manufacturing Software, Inc.",
    address: "410 Foundry Street, Suite 300, Grand Rapids, MI 49503, United States",
    email: "hello@unison.example",
  },
};
