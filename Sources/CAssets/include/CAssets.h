#ifndef LECTERN_CASSETS_H
#define LECTERN_CASSETS_H

#include <stddef.h>
#include <stdint.h>

/// UTF-8 text, not zero-terminated.
typedef struct {
  const uint8_t *_Nonnull bytes;
  size_t size;
} lectern_asset;

/// The style sheet and the script of all pages. Pages are complete without the script.
lectern_asset lectern_report_css(void);
lectern_asset lectern_report_js(void);

/// Further ones of pages with curves, from which the script reads values at the pointer.
lectern_asset lectern_readout_css(void);
lectern_asset lectern_readout_js(void);

/// Further ones of the search page.
lectern_asset lectern_search_css(void);
lectern_asset lectern_search_js(void);

#endif
