import { Line, Miniature, Tag } from "@/components/products/site/miniature";

export function SupervisorScene() {
  return (
    <Miniature title="Shift handover" aside="2:00 PM">
      <div className="mini-rows">
        <Line
          label={
            <>
              <b className="figures">WO-1042</b> Bracket plate
            </>
          }
          value={<Tag tone="ok">Running, 78 of 120</Tag>}
        />
        <Line
          label={
            <>
              <b className="figures">WO-1040</b> Hopper lid
            </>
          }
          value={<Tag tone="ok">Running, 13 of 24</Tag>}
        />
        <Line
          label={
            <>
              <b className="figures">WO-1044</b> Rail assembly
            </>
          }
          value={<Tag tone="bad">Blocked</Tag>}
        />
        <p className="mini-quiet">Blocked at 11:20 AM: waiting for 3 mm steel sheet, delivery tomorrow.</p>
      </div>
      <div className="mini-note">
        <b>Note for second shift</b>
        <p>“Lane 2 runs hot after an hour. Check the coolant before you start the pump frames.”</p>
        <p className="mini-quiet">M. Arroyo, 1:52 PM</p>
      </div>
    </Miniature>
  );
}
