#ifndef LECTERN_CASSETS_H
#define LECTERN_CASSETS_H

#include <stddef.h>
#include <stdint.h>

/// The style sheet of reports, UTF-8, not zero-terminated.
const uint8_t *_Nonnull lectern_report_css(void);
size_t lectern_report_css_size(void);

/// The script of reports, UTF-8, not zero-terminated. Pages are complete without it.
const uint8_t *_Nonnull lectern_report_js(void);
size_t lectern_report_js_size(void);

/// The further script of the search page, UTF-8, not zero-terminated.
const uint8_t *_Nonnull lectern_search_js(void);
size_t lectern_search_js_size(void);

#endif
