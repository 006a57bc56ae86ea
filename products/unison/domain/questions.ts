import type { ProfileQuestion } from "@/lib/products/types";

/** What onboarding asks a manufacturer. The answers are stored in the organization's profile and can be changed in its settings. */
export const questions: readonly ProfileQuestion[] = [
  {
    key: "industry",
    label: "Industry",
    hint: "Determines which checks we suggest for inspection plans.",
    kind: "select",
    choices: [
      { value: "metal_fabrication", label: "Metal fabrication" },
      { value: "machining", label: "Machining" },
      { value: "automotive", label: "Automotive supply" },
      { value: "electronics", label: "Electronics" },
      { value: "plastics", label: "Plastics and rubber" },
      { value: "food", label: "Food and beverage" },
      { value: "furniture", label: "Furniture and wood" },
      { value: "other", label: "Other" },
    ],
  },
  {
    key: "companySize",
    label: "Company size",
    hint: "Shapes your setup steps. For example, we suggest a second shift for larger shops.",
    kind: "select",
    choices: [
      { value: "1-50", label: "1–50 people" },
      { value: "51-200", label: "51–200 people" },
      { value: "201-500", label: "201–500 people" },
      { value: "500+", label: "500+ people" },
    ],
  },
  {
    key: "useCase",
    label: "Primary use case",
    hint: "Puts the matching setup steps first.",
    kind: "select",
    choices: [
      { value: "production", label: "Track production and work orders" },
      { value: "quality", label: "Catch quality problems early" },
      { value: "inventory", label: "Keep materials in stock" },
      { value: "planning", label: "Plan capacity and due dates" },
    ],
  },
  {
    key: "costing",
    label: "Costing method",
    hint: "Determines the cost of the material your work orders use. If you change it later, past costs stay the same.",
    kind: "cards",
    choices: [
      {
        value: "fifo",
        label: "FIFO",
        description: "First in, first out: your oldest inventory is used first. The most common choice.",
      },
      {
        value: "lifo",
        label: "LIFO",
        description:
          "Last in, first out: your newest inventory is used first. Allowed under US GAAP, but not under IFRS.",
      },
      {
        value: "average",
        label: "Weighted average",
        description: "Every unit costs the average of all units in stock. Smooths out price swings.",
      },
    ],
  },
];
