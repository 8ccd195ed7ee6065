// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/LazyReader.h"

namespace prososcope::gui {

audio::AudioReader* LazyReader::open() {
    if (!m_reader && !m_failed) {
        auto opened = audio::AudioReader::open(m_path);
        m_failed = !opened.has_value();
        if (opened) m_reader = std::move(*opened);
    }
    return m_reader.get();
}

}  // namespace prososcope::gui
