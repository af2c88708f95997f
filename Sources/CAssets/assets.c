#include "CAssets.h"

static const uint8_t report_css[] = {
#embed "report.css"
};

static const uint8_t report_js[] = {
#embed "report.js"
};

static const uint8_t readout_css[] = {
#embed "readout.css"
};

static const uint8_t readout_js[] = {
#embed "readout.js"
};

static const uint8_t search_css[] = {
#embed "search.css"
};

static const uint8_t search_js[] = {
#embed "search.js"
};

#define ASSET(name) \
  lectern_asset lectern_##name(void) { return (lectern_asset){name, sizeof name}; }

ASSET(report_css)
ASSET(report_js)
ASSET(readout_css)
ASSET(readout_js)
ASSET(search_css)
ASSET(search_js)
