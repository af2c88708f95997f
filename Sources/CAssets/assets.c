#include "CAssets.h"

static const uint8_t report_css[] = {
#embed "report.css"
};

static const uint8_t report_js[] = {
#embed "report.js"
};

static const uint8_t search_js[] = {
#embed "search.js"
};

const uint8_t *lectern_report_css(void) { return report_css; }

size_t lectern_report_css_size(void) { return sizeof report_css; }

const uint8_t *lectern_report_js(void) { return report_js; }

size_t lectern_report_js_size(void) { return sizeof report_js; }

const uint8_t *lectern_search_js(void) { return search_js; }

size_t lectern_search_js_size(void) { return sizeof search_js; }
