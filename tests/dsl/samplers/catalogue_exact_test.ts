import { catalogueAgrees } from "../../support/catalogue_agrees.ts";

/** N = 4000 rows a sampler, G-tests, false-alarm rate of the family 1e-3; the long test makes more. */
catalogueAgrees(4000);
