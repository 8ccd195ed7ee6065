// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/SoundCacheSettings.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <algorithm>

#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/FileLoader.h"
#include "engine/audio/DecodedCache.h"

namespace prososcope::gui {

namespace {
constexpr int kMostGigabytes = 1000;
constexpr std::int64_t kGigabyte = std::int64_t{1} << 30;
constexpr int kPriority = 1;
}  // namespace

SoundCacheSettings::SoundCacheSettings(ActionRegistry* actions, FileLoader* loader, QWidget* window)
    : QObject(window), m_loader(loader), m_window(window) {
    setGigabytes(kStandardGigabytes);
    actions->add({.id = "tools.soundCache",
                  .menu = "tools",
                  .text = tr("&Decoded recordings..."),
                  .description = tr("Choose how much of the disk decoded copies of long compressed recordings may take.")},
                 [this] { open(); });
}

SoundCacheSettings::~SoundCacheSettings() { m_loader->cancel(this); }

void SoundCacheSettings::setGigabytes(int gigabytes) {
    m_gigabytes = std::clamp(gigabytes, 0, kMostGigabytes);
    audio::DecodedCache::setLimit(m_gigabytes * kGigabyte);
}

void SoundCacheSettings::open() {
    auto* dialog = new QDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName("soundCache");
    dialog->setWindowTitle(tr("Decoded recordings"));
    auto* about =
        new QLabel(tr("Long recordings in MP3, FLAC, Ogg, M4A and the like are decoded once and kept on disk, so that any "
                      "place in them is found at once. Those used longest ago go first."));
    about->setWordWrap(true);
    auto* limit = new QSpinBox;
    limit->setRange(0, kMostGigabytes);
    limit->setSuffix(tr(" GB"));
    limit->setSpecialValueText(tr("Keep none"));
    limit->setValue(m_gigabytes);
    auto* used = new QLabel(tr("..."));
    auto* remove = new QPushButton(tr("Remove all"));
    auto* form = new QFormLayout;
    form->addRow(tr("At most"), limit);
    form->addRow(tr("In use"), used);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(remove, QDialogButtonBox::ActionRole);
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(about);
    layout->addLayout(form);
    layout->addWidget(buttons);
    dialog->setMinimumWidth(420);

    // Trims to a number of bytes (below 0: not at all) and shows what is left.
    const auto look = [this, used = QPointer(used)](std::int64_t most) {
        m_loader->run(this, kPriority, [used, most](const std::stop_token&) -> FileLoader::Deliver {
            const audio::DecodedCache cache;
            if (most >= 0) cache.trim(most);
            return [used, bytes = cache.bytes()] {
                if (used) used->setText(QLocale().formattedDataSize(bytes));
            };
        });
    };
    connect(limit, &QSpinBox::valueChanged, this, [this](int value) { setGigabytes(value); });
    connect(limit, &QSpinBox::editingFinished, this, [this, look] { look(m_gigabytes * kGigabyte); });
    connect(remove, &QPushButton::clicked, this, [look] { look(0); });
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    look(-1);
    dialog->open();
}

}  // namespace prososcope::gui
