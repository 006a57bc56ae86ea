import { Line, Miniature, Tag } from "@/components/products/site/miniature";

export function InspectorScene() {
  return (
    <Miniature title="Report a non-conformance" aside="NCR-218">
      <div className="mini-rows">
        <Line label="Work order" value="WO-1038" />
        <Line label="Product" value="Pump frame" />
        <Line label="Department" value="Welding" />
      </div>
      <p className="mini-label mini-pad">Filled in from the order. You add the rest:</p>
      <div className="mini-fields">
        <p>Porosity in weld seam 4, left side</p>
        <p>Quantity: 2</p>
      </div>
      <div className="mini-foot">
        <Line label="Disposition" value={<Tag>Rework</Tag>} />
        <Line label="Cost" value="$84.00" />
        <span className="mini-button">Report</span>
      </div>
    </Miniature>
  );
}
