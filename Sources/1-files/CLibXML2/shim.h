// Debian builds libxml2 with ICU, and <libxml/encoding.h> would then include the system's ICU headers,
// whose enumerations clash with the copy of ICU inside Foundation. Without the macro only the tail of a
// structure changes that is never used by value here.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlIO.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlreader.h>
