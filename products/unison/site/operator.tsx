import { Line, Miniature } from "@/components/products/site/miniature";

export function OperatorScene() {
  return (
    <Miniature title="Next on lane 2" aside="WO-1044">
      <div className="mini-split">
        <svg
          viewBox="0 0 120 90"
          className="mini-drawing"
          aria-hidden="true"
          fill="none"
          stroke="currentColor"
          strokeWidth="1"
        >
          <path d="M14 64V26h92v38ZM30 64V44h16v20M74 64V44h16v20M14 34h92" />
          <path d="M14 74h92M14 71v6M106 71v6M112 26v38M109 26h6M109 64h6" opacity=".5" />
          <circle cx="60" cy="54" r="7" />
        </svg>
        <div>
          <p className="mini-big">Rail assembly</p>
          <p className="mini-quiet">30 pieces, due Dec 3</p>
        </div>
      </div>
      <div className="mini-rows">
        <Line label="Steel sheet 3 mm" value="48 kg on hand" tone="ok" />
        <Line label="Bolt M8" value="240 on hand" tone="ok" />
        <Line label="Check: seam length 40 mm ± 1" value="before you finish" />
      </div>
      <div className="mini-foot">
        <span className="mini-button">Start</span>
        <span className="mini-button" data-tone="quiet">
          Report a problem
        </span>
      </div>
    </Miniature>
  );
}
