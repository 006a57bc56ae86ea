import { expect, it } from "vitest";
import { chartCsv } from "./chart-csv";

it("a chart's file has plain numbers under headings that name their unit", () => {
  const csv = chartCsv({
    head: "Month",
    columns: [{ label: "MRR", fileLabel: "MRR (USD)" }, { label: "Churn" }],
    rows: [
      {
        label: "Oct 2026",
        cells: [
          { text: "$1,200.50", value: 1200.5 },
          { text: "n/a", value: null },
        ],
      },
      {
        label: "Nov 2026",
        note: "to date",
        cells: [
          { text: "−$20.00", value: -20 },
          { text: "2.5%", value: 0.025 },
        ],
      },
    ],
  });
  expect(csv).toBe("\uFEFFMonth,MRR (USD),Churn\nOct 2026,1200.5,\nNov 2026,-20,0.025\n");
});

it("a name that a spreadsheet would run as a formula stays text", () => {
  const csv = chartCsv({
    head: "Organization",
    columns: [{ label: "Used" }],
    rows: [{ label: '=HYPERLINK("http://evil.test")', cells: [{ text: "3", value: 3 }] }],
  });
  expect(csv).toContain("'=HYPERLINK");
});
