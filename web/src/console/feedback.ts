import { ElMessage } from "element-plus/es/components/message/index";
import "element-plus/es/components/message/style/css";

/** Tell in passing that something was done; screen readers say it. */
export function done(text: string): void {
  ElMessage({ type: "success", message: text, duration: 4000, showClose: true, grouping: true });
}
