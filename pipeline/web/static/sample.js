// A blind sample's pages: larger, smaller, turned. No box is drawn: nothing was told.

import { Scan } from "./scan.js";

new Scan(document.querySelector("#scan"));
